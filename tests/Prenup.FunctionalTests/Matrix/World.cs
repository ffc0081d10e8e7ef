using Prenup.Core.Asking;
using Prenup.Core.Ledger;
using Prenup.FunctionalTests.Clients;
using Prenup.Sandbox;
using Xunit;

namespace Prenup.FunctionalTests.Matrix;

/// <summary>One gateway with an account for each way to buy, before all the simulated clouds.</summary>
public sealed class World : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("prenup-matrix-").FullName;
    private TestGateway _gateway = null!;

    internal SandboxClouds Clouds => _gateway.Clouds;

    internal Uri Address => _gateway.Address;

    /// <summary>Every call that any cloud or issuer of tokens got so far.</summary>
    public int Calls => Clouds.All.Concat(Clouds.Identities).Sum(static cloud => cloud.Calls.Count);

    public async ValueTask InitializeAsync()
    {
        var clouds = await SandboxClouds.StartAsync(
            new SandboxOptions { Clouds = [.. SandboxClouds.Names.Except(["google", "ibm-iam"])] },
            TestContext.Current.CancellationToken
        );
        WorldAccounts.WriteFiles(clouds, _folder);
        var models =
            from way in Table.Ways
            from one in way.Offers
            let name = $"{way.Name}.{one.Kind}"
            select $"  {name}: {{ offers: [ {{ name: {name}, account: m-{way.Name}, {one.Offer} }} ] }}\n";
        _gateway = await TestGateway.StartAsync(
            "models:\n" + string.Concat(models),
            "prices: { books: [ builtin, ./prices.yaml ] }",
            clouds,
            _folder,
            accounts: WorldAccounts.Of(clouds, _folder)
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A client's place at the gateway, by which it buys this way.</summary>
    internal Seat Seat(Way way) =>
        new(Address, "v1", TestGateway.Key, "")
        {
            Chat = way.ModelFor(Dialect.OpenAiChat),
            Reasoner = way.ModelFor(Dialect.OpenAiResponses),
            Embedder = way.ModelFor(Dialect.OpenAiEmbeddings),
        };

    /// <summary>Asserts that every cloud's invoice is what the ledger says, that all is settled, and that nothing refused was tried.</summary>
    public async Task AssertSettledAsync()
    {
        var attempts = await _gateway.AttemptsAsync();
        foreach (var row in attempts)
        {
            var way = Table.Named(row.Opened.Account["m-".Length..]);
            Assert.False(way.Without.ContainsKey(row.Opened.Dialect), row.ToString());
            var billed = row.Opened.Operation == Operation.Generate;
            Assert.Equal(billed ? AttemptState.Settled : AttemptState.Unbilled, row.State);
        }
        var costs = attempts.ToDictionary(
            static row => row.Opened.Attempt.ToString(),
            static row => row.Closed!.Cost!.Value.Value
        );
        foreach (var call in Clouds.All.SelectMany(static cloud => cloud.Calls))
        {
            Assert.Equal((call.Path, call.BilledPico), (call.Path, costs[call.AttemptId!]));
        }
    }
}
