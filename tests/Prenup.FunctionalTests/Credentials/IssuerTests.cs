using System.Net;
using Xunit;

namespace Prenup.FunctionalTests.Credentials;

/// <summary>Issuers of tokens that refuse, lie or are not there: said clearly, with no secret, and nobody else is asked.</summary>
public sealed class IssuerTests
{
    private const string Elsewhere = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

    /// <summary>An issuer's answer, and what the client reads of it.</summary>
    public static TheoryData<string, string> Answers { get; } =
        new()
        {
            { "HTTP/1.1 302 Found\r\nLocation: {0}\r\nContent-Length: 0\r\n\r\n", "IBM IAM issues no token (302)" },
            {
                "HTTP/1.1 400 Bad Request\r\nContent-Length: 13\r\n\r\n{\"a\":\"sk-1\"}\n",
                "IBM IAM issues no token (400)"
            },
            { "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>", "IBM IAM issues no token" },
            {
                "HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n{\"access_token\":\"stale\",\"expires_in\": 0}  ",
                "has ended already"
            },
        };

    [Theory, MemberData(nameof(Answers))]
    public async Task S8_An_issuer_that_issues_nothing_is_named_and_nobody_else_is_asked(string answer, string expected)
    {
        await using var elsewhere = new RawCloud(Elsewhere);
        await using var issuer = new RawCloud(
            answer.Replace("{0}", elsewhere.Address.ToString(), StringComparison.Ordinal)
        );
        await using var cloud = new RawCloud(Elsewhere);

        var text = await AskAsync(cloud.Address, issuer.Address);

        Assert.Contains("account 'watsonx'", text, StringComparison.Ordinal);
        Assert.Contains(expected, text, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-1", text, StringComparison.Ordinal);
        Assert.Equal(1, issuer.Connections);
        Assert.Equal((0, 0), (elsewhere.Connections, cloud.Connections));
    }

    [Fact]
    public async Task An_issuer_that_is_not_there_is_named()
    {
        await using var cloud = new RawCloud(Elsewhere);
        var text = await AskAsync(cloud.Address, new Uri("http://127.0.0.1:1/"));
        Assert.Contains(
            "IBM IAM cannot be reached for a token: it refuses connections",
            text,
            StringComparison.Ordinal
        );
    }

    private static async Task<string> AskAsync(Uri cloud, Uri issuer)
    {
        await using var gateway = await TestGateway.StartAsync(
            "models: { m: { offers: [ { name: w, account: watsonx, model: m, price: openai/gpt-4.1-mini } ] } }",
            accounts: $"  watsonx: {{ cloud: watsonx, endpoint: '{cloud}', key: env:OPENAI, token-endpoint: '{issuer}' }}"
        );
        using var client = new TestClient(gateway.Address);
        using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat("m", stream: false));
        var text = await TestClient.TextAsync(response);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("upstream_credential_unavailable", text, StringComparison.Ordinal);
        Assert.DoesNotContain(gateway.Clouds.OpenAi.Key, text, StringComparison.Ordinal);
        return text;
    }
}
