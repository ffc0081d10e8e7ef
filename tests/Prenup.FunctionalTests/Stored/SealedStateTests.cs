using System.Net;
using System.Text.Json;
using Xunit;

namespace Prenup.FunctionalTests.Stored;

/// <summary>Reasoning that only its maker can read goes back to its maker.</summary>
public sealed class SealedStateTests
{
    private const string Models = """
        models:
          gpt-5.5:
            offers:
              - { name: direct, account: openai, model: gpt-5.5, price: openai/gpt-5.5 }
              - { name: azure, account: azure-v1, model: gpt-5.5-eu, price: azure/gpt-5.5 }
          only-direct: { offers: [ { name: other-direct, account: openai, model: gpt-5.5, price: openai/gpt-5.5 } ] }
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task R9_Sealed_reasoning_goes_back_to_the_account_that_made_it(bool stream)
    {
        await using var gateway = await TestGateway.StartAsync(Models);
        using var client = new TestClient(gateway.Address);
        var item = await MakeAtAzureAsync(gateway, client, stream);

        using var next = await client.PostAsync(Requests.ResponsesPath, Continue("gpt-5.5", item));

        Assert.True(next.IsSuccessStatusCode, await TestClient.TextAsync(next));
        Assert.Equal("azure", next.Headers.GetValues("x-prenup-offer").Single());
        Assert.Empty(gateway.Clouds.OpenAi.Calls);
    }

    [Fact]
    public async Task R9_Where_its_maker_is_not_among_the_offers_the_answer_is_409()
    {
        await using var gateway = await TestGateway.StartAsync(Models);
        using var client = new TestClient(gateway.Address);
        var item = await MakeAtAzureAsync(gateway, client, stream: false);

        using var next = await client.PostAsync(Requests.ResponsesPath, Continue("only-direct", item));

        Assert.Equal(HttpStatusCode.Conflict, next.StatusCode);
        Assert.Contains("azure-v1", await TestClient.TextAsync(next), StringComparison.Ordinal);
        Assert.Empty(gateway.Clouds.OpenAi.Calls);
    }

    [Fact]
    public async Task R9_A_maker_that_is_down_is_not_replaced()
    {
        await using var gateway = await TestGateway.StartAsync(Models);
        using var client = new TestClient(gateway.Address);
        var item = await MakeAtAzureAsync(gateway, client, stream: false);
        await gateway.Clouds.Azure.StopListeningAsync();

        using var next = await client.PostAsync(Requests.ResponsesPath, Continue("gpt-5.5", item));

        Assert.Equal(HttpStatusCode.BadGateway, next.StatusCode);
        Assert.Empty(gateway.Clouds.OpenAi.Calls);
    }

    private static string Continue(string model, string item) =>
        $$"""{"model":"{{model}}","store":false,"include":["reasoning.encrypted_content"],"input":[{"role":"user","content":"hi"},{{item}},{"role":"user","content":"and?"}]}""";

    // OpenAI's sandbox is down for a moment, so that Azure's is the maker; then it is back, and would come first.
    private static async Task<string> MakeAtAzureAsync(TestGateway gateway, TestClient client, bool stream)
    {
        await gateway.Clouds.OpenAi.StopListeningAsync();
        using var made = await client.PostAsync(
            Requests.ResponsesPath,
            Requests.Responses(
                "gpt-5.5",
                $"\"store\":false,\"include\":[\"reasoning.encrypted_content\"],\"stream\":{(stream ? "true" : "false")}"
            )
        );
        Assert.True(made.IsSuccessStatusCode, await TestClient.TextAsync(made));
        await gateway.Clouds.OpenAi.ListenAsync(TestContext.Current.CancellationToken);
        var response = stream
            ? JsonDocument.Parse((await StreamedReply.ReadAsync(made)).Data[^1]).RootElement.GetProperty("response")
            : await TestClient.JsonAsync(made);
        return response
            .GetProperty("output")
            .EnumerateArray()
            .First(static item => item.GetProperty("type").GetString() == "reasoning")
            .GetRawText();
    }
}
