using System.Net;
using Prenup.Core.Keys;
using Xunit;

namespace Prenup.FunctionalTests.Security;

/// <summary>Whichever header carries a key, it is the same key.</summary>
public sealed class CredentialTests
{
    private const string Restricted = "pn-test-key-that-may-only-embed";
    private const string Chat = """{"model":"gpt-4.1-mini","messages":[{"role":"user","content":"hi"}]}""";

    private static readonly string[] Spellings =
    [
        "Authorization: Bearer {0}",
        "authorization: bearer {0}",
        "AUTHORIZATION: BEARER   {0}  ",
        "api-key: {0}",
        "API-KEY: {0}",
        "Api-Key:{0}",
        "x-api-key: {0}",
        "X-API-Key:\t{0}\t",
        "Authorization: Bearer {0}\r\napi-key: {0}",
        "Authorization: Basic dXNlcjpwYXNz\r\nx-api-key: {0}",
        "x-api-key: {0}\r\nx-api-key: {0}",
        "Authorization: Bearer\r\napi-key: {0}",
    ];

    [Fact]
    public async Task S13_Every_spelling_gets_the_same_decision_at_every_endpoint()
    {
        await using var gateway = await StartAsync();
        foreach (var key in new[] { TestGateway.Key, TestGateway.OtherKey, Restricted, "pn-wrong" })
        {
            foreach (var (method, path) in Urls.All)
            {
                var answers = new List<string>();
                foreach (var spelling in Spellings)
                {
                    var answer = await AskAsync(gateway.Address, method, path, Of(spelling, key), Chat);
                    answers.Add($"{answer.Status} {Code(answer)}");
                }
                Assert.True(
                    answers.Distinct().Count() == 1,
                    $"{method} {path} with {key}: {string.Join(", ", answers)}"
                );
            }
        }
    }

    [Fact]
    public async Task S13_A_restriction_holds_in_every_spelling()
    {
        await using var gateway = await StartAsync();
        foreach (var spelling in Spellings)
        {
            var answer = await AskAsync(
                gateway.Address,
                "POST",
                "/v1/chat/completions",
                Of(spelling, Restricted),
                Chat
            );
            Assert.Equal(404, answer.Status);
            Assert.Equal("model_not_found", Code(answer));
        }
        Assert.Empty(gateway.Clouds.OpenAi.Calls);
    }

    [Fact]
    public async Task S13_Two_different_credentials_are_refused_wherever_they_stand()
    {
        await using var gateway = await StartAsync();
        string[] one = ["Authorization: Bearer {0}", "api-key: {0}", "x-api-key: {0}"];
        foreach (var (first, second) in from first in one from second in one select (first, second))
        {
            foreach (var other in new[] { TestGateway.OtherKey, "pn-wrong", TestGateway.Key + "x" })
            {
                var headers = Of(first, TestGateway.Key) + "\r\n" + Of(second, other);
                var answer = await AskAsync(gateway.Address, "POST", "/v1/chat/completions", headers, Chat);
                Assert.Equal(400, answer.Status);
                Assert.Equal("conflicting_credentials", Code(answer));
            }
        }
        Assert.Empty(gateway.Clouds.OpenAi.Calls);
    }

    [Theory]
    [InlineData("Authorization: Basic cG4tdGVzdC1rZXktb2YtcHJvamVjdC1vbmU6")]
    [InlineData("Authorization: pn-test-key-of-project-one")]
    [InlineData("Authorization: Digest pn-test-key-of-project-one")]
    [InlineData("Authorization: Bearerpn-test-key-of-project-one")]
    [InlineData("Proxy-Authorization: Bearer pn-test-key-of-project-one")]
    [InlineData("X-Forwarded-Authorization: Bearer pn-test-key-of-project-one")]
    [InlineData("Cookie: api-key=pn-test-key-of-project-one")]
    [InlineData("key: pn-test-key-of-project-one")]
    [InlineData("api_key: pn-test-key-of-project-one")]
    [InlineData("Authorization: Bearer ")]
    public async Task S13_What_is_no_credential_opens_nothing(string header)
    {
        await using var gateway = await StartAsync();
        var answer = await AskAsync(
            gateway.Address,
            "POST",
            "/v1/chat/completions?api-key=" + TestGateway.Key,
            header,
            Chat
        );
        Assert.Equal(401, answer.Status);
        Assert.Equal("missing_api_key", Code(answer));
    }

    [Fact]
    public async Task S5_Keys_with_the_same_beginning_are_different_identities()
    {
        Assert.Equal(TestGateway.Key[..20], TestGateway.OtherKey[..20]);
        await using var gateway = await StartAsync();
        foreach (var key in new[] { TestGateway.Key, TestGateway.OtherKey, TestGateway.Key, TestGateway.OtherKey })
        {
            using var client = new TestClient(gateway.Address, key);
            using var response = await client.PostAsync("/v1/chat/completions", Chat);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
        Assert.Equal(
            ["one", "two", "one", "two"],
            (await gateway.AttemptsAsync()).Select(static row => row.Opened.Project)
        );

        foreach (
            var near in new[]
            {
                TestGateway.Key[..20],
                TestGateway.Key[..^1],
                TestGateway.Key + "2",
                TestGateway.Key.ToUpperInvariant(),
            }
        )
        {
            using var client = new TestClient(gateway.Address, near);
            using var response = await client.PostAsync("/v1/chat/completions", Chat);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }
    }

    private static Task<TestGateway> StartAsync() =>
        TestGateway.StartAsync(
            keys: $"  embeds: {{ hash: '{KeyHash.Of(Restricted)}', project: one, models: [text-embedding-3-small] }}"
        );

    private static string Of(string spelling, string key) => spelling.Replace("{0}", key, StringComparison.Ordinal);

    private static string Code(RawAnswer answer) =>
        answer.Text.Split("\"code\":\"") is [_, var rest, ..] ? rest.Split('"')[0] : "";

    private static Task<RawAnswer> AskAsync(Uri address, string method, string path, string headers, string body) =>
        RawHttp.AskAsync(
            address,
            $"{method} {path} HTTP/1.1\r\nHost: x\r\n{headers}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"
        );
}
