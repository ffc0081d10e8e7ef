using Prenup.Core.Asking;
using Prenup.Core.Ledger;
using Prenup.FunctionalTests.Bedrock;
using Prenup.Sandbox;
using Xunit;

namespace Prenup.FunctionalTests.Clients;

/// <summary>
/// Runs a scenario of an unchanged client through the gateway and then straight at the cloud: what the client makes of both has
/// to be equal, and what went through the gateway is settled at the cloud's invoice.
/// </summary>
internal sealed class Comparison : IAsyncDisposable
{
    public const string OpenAi = "openai";
    public const string AzureV1 = "azure-v1";
    public const string AzureClassic = "azure-classic";

    /// <summary>Bedrock's host runtime, signed.</summary>
    public const string Runtime = "bedrock-runtime";

    /// <summary>Bedrock's host mantle, with a bearer key.</summary>
    public const string Mantle = "bedrock-mantle";

    private const string Models = """
        models:
          gpt-4.1-mini: { offers: [ { name: chat, account: openai, model: gpt-4.1-mini, price: openai/gpt-4.1-mini } ] }
          gpt-5.5: { offers: [ { name: five, account: openai, model: gpt-5.5, price: openai/gpt-5.5 } ] }
          text-embedding-3-small: { offers: [ { name: embed, account: openai, model: text-embedding-3-small, price: openai/text-embedding-3-small } ] }
          gpt-4.1-mini-eu: { offers: [ { name: chat-eu, account: azure-v1, model: gpt-4.1-mini-eu, price: azure/gpt-4.1-mini } ] }
          gpt-5.5-eu: { offers: [ { name: five-eu, account: azure-v1, model: gpt-5.5-eu, price: azure/gpt-5.5 } ] }
          text-embedding-3-small-eu: { offers: [ { name: embed-eu, account: azure-v1, model: text-embedding-3-small-eu, price: azure/text-embedding-3-small } ] }
          gpt-4.1-mini-us: { offers: [ { name: chat-us, account: azure-classic, model: gpt-4.1-mini-us, price: azure/gpt-4.1-mini } ] }
          text-embedding-3-small-us: { offers: [ { name: embed-us, account: azure-classic, model: text-embedding-3-small-us, price: azure/text-embedding-3-small } ] }
        """;

    private readonly string _form;

    private Comparison(TestGateway gateway, string form) => (Gateway, _form) = (gateway, form);

    public TestGateway Gateway { get; }

    /// <summary>The cloud behind the form.</summary>
    public SandboxCloud Cloud =>
        _form switch
        {
            OpenAi => Gateway.Clouds.OpenAi,
            Runtime => Gateway.Clouds.Aws.Runtime,
            Mantle => Gateway.Clouds.Aws.Mantle,
            _ => Gateway.Clouds.Azure,
        };

    /// <summary>The client's place at the gateway.</summary>
    public Seat Through => At(Gateway.Address, TestGateway.Key);

    /// <summary>The client's place at the cloud.</summary>
    public Seat Direct => At(Cloud.Address, Cloud.Key);

    public static async Task<Comparison> StartAsync(string form) =>
        new(form is Runtime or Mantle ? await AwsWorld.StartAsync() : await TestGateway.StartAsync(Models), form);

    /// <summary>Asserts that a scenario makes the same of both, and returns what it made.</summary>
    /// <param name="scenario">Asks what it likes and says what came back, without ids and times.</param>
    public async Task<string> AssertSameAsync(Func<Seat, Task<string>> scenario)
    {
        var through = await scenario(Through);
        await AssertSettledAsync();
        Assert.Equal(await scenario(Direct), through);
        Assert.NotEmpty(through);
        return through;
    }

    /// <summary>Asserts that calls and attempts join one to one, each settled at what the cloud invoices for it, if it generates.</summary>
    public async Task AssertSettledAsync()
    {
        var attempts = await Gateway.AttemptsAsync();
        var invoiced = Cloud.Calls.ToDictionary(static call => call.AttemptId!, static call => call.BilledPico);
        Assert.NotEmpty(attempts);
        Assert.Equal(invoiced.Count, attempts.Count);
        Assert.All(
            attempts,
            row =>
            {
                var generates = row.Opened.Operation == Operation.Generate;
                Assert.Equal(generates ? AttemptState.Settled : AttemptState.Unbilled, row.State);
                Assert.Equal(invoiced[row.Opened.Attempt.ToString()], row.Closed!.Cost!.Value.Value);
            }
        );
        Assert.Equal(Cloud.Invoice().TotalPico, attempts.Sum(static row => row.Closed!.Cost!.Value.Value));
    }

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();

    private Seat At(Uri root, string key) =>
        _form switch
        {
            OpenAi => new Seat(root, "v1", key, ""),
            AzureV1 => new Seat(root, "openai/v1", key, "-eu"),
            Runtime => Gpt(root, key, AwsWorld.OnRuntime),
            Mantle => Gpt(root, key, AwsWorld.OnMantle),
            _ => new Seat(root, "", key, "-us"),
        };

    private static Seat Gpt(Uri root, string key, string model) =>
        new(root, "openai/v1", key, "") { Chat = model, Reasoner = model };
}
