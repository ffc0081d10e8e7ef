using System.Net;
using Xunit;

namespace Prenup.FunctionalTests.Networks;

/// <summary>What a cloud has no dialect for is refused before anybody is asked.</summary>
public sealed class DialectTests
{
    private const string Models = """
        models:
          vertex: { offers: [ { name: by-vertex, account: vertex, model: gpt-6-luna, price: openai/gpt-4.1-mini } ] }
          watsonx: { offers: [ { name: by-watsonx, account: watsonx, model: m, price: openai/gpt-4.1-mini } ] }
          foundry: { offers: [ { name: by-foundry, account: azure-models, model: m, price: openai/gpt-4.1-mini } ] }
          own: { offers: [ { name: by-own, account: compatible, model: m, price: openai/gpt-4.1-mini } ] }
          classic: { offers: [ { name: by-classic, account: azure-classic, model: m, price: openai/gpt-4.1-mini } ] }
        """;

    [Fact]
    public async Task A_dialect_that_no_offer_speaks_is_a_400_that_names_both_and_nobody_is_asked()
    {
        await using var cloud = new RawCloud("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        await using var gateway = await TestGateway.StartAsync(
            Models,
            accounts: $"  vertex: {{ cloud: vertex, project: p, location: eu, endpoint: '{cloud.Address}', google: {{ token-endpoint: '{cloud.Address}' }} }}\n"
                + $"  watsonx: {{ cloud: watsonx, endpoint: '{cloud.Address}', key: env:OPENAI, token-endpoint: '{cloud.Address}' }}\n"
        );
        using var client = new TestClient(gateway.Address);
        string embeddings(string model) => $$"""{"model":"{{model}}","input":"x"}""";
        (string Path, string Model, string Dialect)[] unspoken =
        [
            (Requests.ChatPath, "vertex", "openai-chat"),
            ("/v1/embeddings", "vertex", "openai-embeddings"),
            (Requests.ResponsesPath, "watsonx", "openai-responses"),
            (Requests.ResponsesPath, "foundry", "openai-responses"),
            ("/v1/embeddings", "foundry", "openai-embeddings"),
            (Requests.ResponsesPath, "own", "openai-responses"),
            (Requests.ResponsesPath, "classic", "openai-responses"),
        ];

        foreach (var (path, model, dialect) in unspoken)
        {
            var body = path == Requests.ChatPath ? Requests.Chat(model) : embeddings(model);
            using var response = await client.PostAsync(path, body);
            var text = await TestClient.TextAsync(response);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Contains($"speaks {dialect}", text, StringComparison.Ordinal);
            Assert.Contains($"'by-{model}'", text, StringComparison.Ordinal);
        }
        Assert.Equal(0, cloud.Connections);
        Assert.All(gateway.Clouds.All, static one => Assert.Empty(one.Calls));
    }
}
