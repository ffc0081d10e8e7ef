using System.Net;
using System.Text;
using Xunit;

namespace Prenup.FunctionalTests.Robustness;

/// <summary>A clear error for everybody: who refused, and what to do.</summary>
public sealed class ErrorTests
{
    private const string Chat = """{"model":"alias","messages":[{"role":"user","content":"hi"}]}""";

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"model\":\"alias\",}")]
    [InlineData("{\"model\":\"alias\"}{}")]
    [InlineData("{'model':'alias'}")]
    [InlineData("\uFEFF{\"model\":\"alias\"}")]
    public async Task Malformed_json_is_a_400_before_any_call(string body)
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);
        foreach (
            var path in new[]
            {
                "/v1/chat/completions",
                "/v1/responses",
                "/v1/embeddings",
                "/openai/deployments/on-classic/chat/completions",
            }
        )
        {
            using var response = await client.PostAsync(path, body);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Equal("invalid_json", await Refusal.CodeAsync(response));
        }
        Assert.All(gateway.Clouds.All, static cloud => Assert.Empty(cloud.Calls));
    }

    [Fact]
    public async Task A_wrong_key_an_unknown_model_and_an_unknown_url_say_so()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);
        using var stranger = new TestClient(gateway.Address, "pn-wrong");

        using var wrong = await stranger.PostAsync("/v1/chat/completions", Chat);
        Assert.Equal(
            (HttpStatusCode.Unauthorized, "invalid_api_key"),
            (wrong.StatusCode, await Refusal.CodeAsync(wrong))
        );
        using var unknown = await client.PostAsync("/v1/chat/completions", """{"model":"nobody","messages":[]}""");
        Assert.Equal(
            (HttpStatusCode.NotFound, "model_not_found"),
            (unknown.StatusCode, await Refusal.CodeAsync(unknown))
        );
        Assert.Contains("'nobody'", await TestClient.TextAsync(unknown), StringComparison.Ordinal);
        foreach (
            var path in new[]
            {
                "/",
                "/v1",
                "/v1/audio/speech",
                "/v1/files/report.pdf",
                "/v1/engines/gpt-4.1",
                "/favicon.ico",
                "/openai/deployments/x/images/generations",
            }
        )
        {
            using var missing = await client.GetAsync(path);
            Assert.Equal(
                (HttpStatusCode.NotFound, "unknown_url"),
                (missing.StatusCode, await Refusal.CodeAsync(missing))
            );
        }
    }

    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public async Task A_cloud_that_nobody_listens_at_is_named_and_entered(string stream)
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);
        await gateway.Clouds.OpenAi.StopListeningAsync();

        using var response = await client.PostAsync(
            "/v1/chat/completions",
            $$"""{"model":"alias","stream":{{stream}},"messages":[{"role":"user","content":"hi"}]}"""
        );

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("upstream_unreachable", await Refusal.CodeAsync(response));
        Assert.Contains("'aliased'", await TestClient.TextAsync(response), StringComparison.Ordinal);
        Assert.All(await gateway.AttemptsAsync(), static row => Assert.Equal(0, row.Closed!.Cost!.Value.Value));
    }

    [Theory]
    [InlineData("Content-Encoding: gzip\r\nContent-Type: application/json")]
    [InlineData("Content-Encoding: br, gzip\r\nContent-Type: application/json")]
    [InlineData("Content-Type: text/plain")]
    [InlineData("Content-Type: application/json; charset=utf-16")]
    [InlineData("Content-Type: multipart/form-data; boundary=x")]
    [InlineData("X-None: 1")]
    public async Task A_body_that_a_cloud_could_read_otherwise_is_a_415(string headers)
    {
        await using var gateway = await TestGateway.StartAsync();
        var answer = await RawHttp.AskAsync(gateway.Address, Post(headers, Chat));
        Assert.Equal(415, answer.Status);
        Assert.Equal("unsupported_media_type", Refusal.Code(answer.Body));
        Assert.Empty(gateway.Clouds.OpenAi.Calls);
    }

    [Fact]
    public async Task Probes_answer_without_a_key_and_readiness_ends_first()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var nobody = new TestClient(gateway.Address, key: null);
        using var client = new TestClient(gateway.Address);
        foreach (var probe in new[] { "/livez", "/readyz" })
        {
            using var response = await nobody.GetAsync(probe);
            Assert.Equal((HttpStatusCode.OK, "ok\n"), (response.StatusCode, await TestClient.TextAsync(response)));
        }

        Assert.True(await gateway.Host.DrainAsync(TimeSpan.FromSeconds(5), CancellationToken.None));

        using var alive = await nobody.GetAsync("/livez");
        using var ready = await nobody.GetAsync("/readyz");
        using var late = await client.PostAsync("/v1/chat/completions", Chat);
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "shutting_down"),
            (late.StatusCode, await Refusal.CodeAsync(late))
        );
        Assert.NotNull(late.Headers.RetryAfter);
    }

    internal static string Post(string headers, string body) =>
        $"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TestGateway.Key}\r\n{headers}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";
}
