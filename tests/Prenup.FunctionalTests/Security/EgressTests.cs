using System.Net;
using Xunit;
using Xunit.Sdk;

namespace Prenup.FunctionalTests.Security;

/// <summary>Where the gateway connects to is in its configuration; nothing in a request or a reply adds an address.</summary>
[Collection(Dialled.Alone)]
public sealed class EgressTests
{
    private const string Elsewhere = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

    internal static readonly string[] Fields =
    [
        "api_base",
        "base_url",
        "baseURL",
        "endpoint",
        "azure_endpoint",
        "api_host",
        "host",
        "url",
        "target",
        "proxy",
        "http_proxy",
        "webhook",
        "callback_url",
        "custom_llm_provider",
        "model_list",
        "api_key",
        "extra_headers",
    ];

    internal static readonly string[] Headers =
    [
        "x-api-base",
        "x-base-url",
        "api-base",
        "helicone-target-url",
        "x-portkey-custom-host",
        "x-upstream",
        "x-forwarded-host",
        "x-forwarded-server",
        "x-original-url",
        "x-rewrite-url",
        "forwarded",
        "x-http-host-override",
        "proxy",
        "via",
        "referer",
        "origin",
        "openai-base-url",
        "x-ms-forward-to",
    ];

    [Fact]
    public async Task S8_No_field_of_a_body_names_a_destination()
    {
        using var dialled = new Dialled();
        await using var elsewhere = new RawCloud(Elsewhere);
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);
        foreach (var field in Fields)
        {
            foreach (var value in Values(field, elsewhere.Address))
            {
                var chat =
                    $$$"""{"model":"gpt-4.1-mini",{{{value}}},"messages":[{"role":"user","content":"hi",{{{value}}}}]}""";
                using var answered = await client.PostAsync("/v1/chat/completions", chat);
                Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
                var input =
                    $$$"""{"model":"gpt-5.5",{{{value}}},"input":"hi","metadata":{"{{{field}}}":"{{{elsewhere.Address}}}"}}""";
                using var responded = await client.PostAsync("/v1/responses?" + field + "=" + elsewhere.Address, input);
                Assert.Equal(HttpStatusCode.OK, responded.StatusCode);
            }
        }
        Assert.Equal(0, elsewhere.Connections);
        dialled.AssertOnlyTo(gateway.Clouds.OpenAi.Address, gateway.Address);
        Assert.Equal(Fields.Length * 3 * 2, gateway.Clouds.OpenAi.Calls.Count);
    }

    [Fact]
    public async Task S8_No_header_and_no_request_target_names_a_destination()
    {
        using var dialled = new Dialled();
        await using var elsewhere = new RawCloud(Elsewhere);
        await using var gateway = await TestGateway.StartAsync();
        const string body = """{"model":"gpt-4.1-mini","messages":[{"role":"user","content":"hi"}]}""";
        var host = elsewhere.Address.Authority;
        string[] heads =
        [
            .. Headers.Select(name =>
                $"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\n{name}: {elsewhere.Address}\r\n"
            ),
            $"POST /v1/chat/completions HTTP/1.1\r\nHost: {host}\r\n",
            $"POST {elsewhere.Address}v1/chat/completions HTTP/1.1\r\nHost: {host}\r\n",
            $"POST /v1/chat/completions?url={elsewhere.Address} HTTP/1.1\r\nHost: x\r\n",
            $"POST /v1/models/{elsewhere.Address} HTTP/1.1\r\nHost: x\r\n",
            $"CONNECT {host} HTTP/1.1\r\nHost: {host}\r\n",
            $"GET /v1/proxy/{elsewhere.Address} HTTP/1.1\r\nHost: x\r\n",
        ];
        foreach (var head in heads)
        {
            await RawHttp.AskAsync(
                gateway.Address,
                $"{head}Authorization: Bearer {TestGateway.Key}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"
            );
        }
        Assert.Equal(0, elsewhere.Connections);
        dialled.AssertOnlyTo(gateway.Clouds.OpenAi.Address, gateway.Address);
        Assert.Equal(Headers.Length + 3, gateway.Clouds.OpenAi.Calls.Count);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task S8_A_redirect_is_not_followed_and_carries_no_key_away(int status)
    {
        using var dialled = new Dialled();
        await using var elsewhere = new RawCloud(Elsewhere);
        await using var cloud = new RawCloud(
            $"HTTP/1.1 {status} Moved\r\nLocation: {elsewhere.Address}v1/chat/completions\r\nRefresh: 0; url={elsewhere.Address}\r\nAlt-Svc: h2=\"{elsewhere.Address.Authority}\"\r\nContent-Length: 0\r\n\r\n"
        );
        await using var gateway = await TestGateway.StartAsync(
            models: "models: { moved: { attempts: { count: 1 }, offers: [ { name: moved, account: raw, model: m, price: openai/gpt-4.1-mini } ] } }",
            accounts: $"  raw: {{ cloud: openai, endpoint: '{cloud.Address}v1', key: env:OPENAI }}"
        );
        using var client = new TestClient(gateway.Address);

        foreach (var stream in new[] { "false", "true" })
        {
            using var response = await client.PostAsync(
                "/v1/chat/completions",
                $$"""{"model":"moved","stream":{{stream}},"messages":[{"role":"user","content":"hi"}]}"""
            );
            var text = await TestClient.TextAsync(response);
            Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
            Assert.Contains("'moved'", text, StringComparison.Ordinal);
            Assert.DoesNotContain(elsewhere.Address.Authority, text + response.Headers, StringComparison.Ordinal);
        }
        Assert.Equal(2, cloud.Connections);
        Assert.Equal(0, elsewhere.Connections);
        dialled.AssertOnlyTo(cloud.Address, gateway.Address);
    }

    [Fact]
    public async Task S8_What_is_stored_at_a_cloud_cannot_climb_out_of_its_path()
    {
        using var dialled = new Dialled();
        await using var gateway = await TestGateway.StartAsync();
        foreach (
            var id in new[] { "..", "%2e%2e", "..%2f..%2fmodels", "%2e%2e%2fmodels", "resp_1%3fx", "http:%2f%2fevil" }
        )
        {
            var answer = await RawHttp.AskAsync(
                gateway.Address,
                $"GET /v1/responses/{id} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TestGateway.Key}\r\nConnection: close\r\n\r\n"
            );
            Assert.Equal(404, answer.Status);
        }
        Assert.Empty(gateway.Clouds.OpenAi.Calls);
        dialled.AssertOnlyTo(gateway.Address);
    }

    [Fact]
    public async Task The_recorder_sees_who_connects()
    {
        await using var recorder = new RawCloud(Elsewhere);
        using var dialled = new Dialled();
        await RawHttp.AskAsync(recorder.Address, "GET / HTTP/1.1\r\n\r\n");
        await Dns.GetHostAddressesAsync("localhost", TestContext.Current.CancellationToken);
        Assert.ThrowsAny<XunitException>(() => dialled.AssertOnlyTo(recorder.Address));
        dialled.AssertOnlyTo(recorder.Address, new Uri("http://localhost"));
        Assert.ThrowsAny<XunitException>(() => dialled.AssertOnlyTo(new Uri("http://localhost")));
        Assert.Equal(1, recorder.Connections);
        Assert.StartsWith("GET / ", Assert.Single(recorder.Seen), StringComparison.Ordinal);
    }

    private static string[] Values(string field, Uri address) =>
        [
            $"\"{field}\":\"{address}\"",
            $$"""
                "{{field}}":{"{{field}}":"{{address}}","url":"{{address}}","api_base":["{{address}}"]}
                """,
            $$$"""
                "extra_body":{"{{{field}}}":"{{{address}}}","litellm_params":{"{{{field}}}":"{{{address}}}"}}
                """,
        ];
}
