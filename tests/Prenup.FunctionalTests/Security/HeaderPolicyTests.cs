using System.IO.Compression;
using System.Net;
using Prenup.Core.Ledger;
using Prenup.Sandbox.Faults;
using Prenup.Sandbox.Replies;
using Xunit;

namespace Prenup.FunctionalTests.Security;

/// <summary>Default deny both ways: a header passes only where somebody decided that it does.</summary>
public sealed class HeaderPolicyTests
{
    private static readonly string[] ToClouds =
    [
        "Host",
        "x-client-request-id",
        "User-Agent",
        "Content-Type",
        "Content-Length",
    ];

    private static readonly string[] ToClients =
    [
        "Date",
        "Content-Type",
        "Content-Length",
        "Transfer-Encoding",
        "Cache-Control",
        "x-accel-buffering",
        "x-request-id",
        "openai-processing-ms",
        "openai-version",
        "x-prenup-exchange",
        "x-prenup-offer",
        "x-prenup-attempts",
        "x-prenup-overhead-us",
        "x-prenup-cost-usd",
    ];

    private static readonly (string Name, string Value)[] FromClient =
    [
        ("Cookie", "session=1"),
        ("OpenAI-Organization", "org-of-the-client"),
        ("OpenAI-Project", "proj-of-the-client"),
        ("OpenAI-Beta", "assistants=v2"),
        ("x-ms-spillover-deployment", "other"),
        ("x-ms-client-request-id", "1"),
        ("x-forwarded-for", "203.0.113.7"),
        ("x-forwarded-host", "evil"),
        ("Forwarded", "for=203.0.113.7"),
        ("Via", "1.1 evil"),
        ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
        ("Accept-Encoding", "gzip"),
        ("Accept", "text/plain"),
        ("x-stainless-os", "Linux"),
        ("Idempotency-Key", "1"),
        ("x-client-request-id", "mine"),
        ("User-Agent", "mine"),
        ("x-anything-at-all", "1"),
        ("X-Prenup-Tags", "{\"a\":1}"),
    ];

    private static readonly Dictionary<string, string> FromCloud = new()
    {
        ["set-cookie"] = "__cf_bm=1; path=/",
        ["x-ratelimit-limit-requests"] = "10000",
        ["x-ratelimit-remaining-tokens"] = "1",
        ["openai-organization"] = "org-of-the-operator",
        ["openai-project"] = "proj-of-the-operator",
        ["x-ms-region"] = "swedencentral",
        ["x-ms-deployment-name"] = "secret-deployment",
        ["azureml-model-session"] = "d1",
        ["cf-ray"] = "1",
        ["alt-svc"] = "h3=\":443\"",
        ["strict-transport-security"] = "max-age=1",
        ["x-envoy-upstream-service-time"] = "1",
        ["access-control-allow-origin"] = "*",
        ["x-prenup-offer"] = "forged",
        ["www-authenticate"] = "Basic",
        ["retry-after"] = "77",
    };

    public static TheoryData<string, string> Requests { get; } =
        new()
        {
            { "/v1/chat/completions", """{"model":"gpt-4.1-mini","messages":[{"role":"user","content":"hi"}]}""" },
            {
                "/v1/chat/completions",
                """{"model":"gpt-4.1-mini","stream":true,"messages":[{"role":"user","content":"hi"}]}"""
            },
            { "/v1/responses", """{"model":"gpt-5.5","input":"hi","stream":true}""" },
            { "/v1/chat/completions", """{"model":"on-azure","messages":[{"role":"user","content":"hi"}]}""" },
            {
                "/v1/chat/completions",
                """{"model":"on-classic","stream":true,"messages":[{"role":"user","content":"hi"}]}"""
            },
            { "/v1/embeddings", """{"model":"text-embedding-3-small","input":"hi"}""" },
        };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_cloud_sees_our_headers_alone(string path, string body)
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, null, "application/json"),
        };
        foreach (var (name, value) in FromClient)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var cloud = gateway.Clouds.All.Single(static cloud => cloud.Calls.Count > 0);
        var call = Assert.Single(cloud.Calls);
        var credential = cloud.Name == "azure" ? "api-key" : "Authorization";
        Assert.Equal(
            ToClouds.Append(credential).Order(StringComparer.OrdinalIgnoreCase),
            call.Headers.Select(static header => header.Key).Order(StringComparer.OrdinalIgnoreCase),
            StringComparer.OrdinalIgnoreCase
        );
        Assert.EndsWith(cloud.Key, call.Header(credential), StringComparison.Ordinal);
        Assert.NotEqual("mine", call.AttemptId);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task F11_A_client_sees_named_headers_alone_and_nothing_that_buffers_a_stream(string path, string body)
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);
        foreach (var cloud in gateway.Clouds.All)
        {
            cloud.Faults.Enqueue(new Fault { Kind = FaultKind.AddHeaders, Headers = FromCloud });
        }

        using var response = await client.PostAsync(path, body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(Names(response).Except(ToClients, StringComparer.OrdinalIgnoreCase));
        Assert.NotEqual("forged", response.Headers.GetValues("x-prenup-offer").Single());
        if (body.Contains("\"stream\":true", StringComparison.Ordinal))
        {
            Assert.Equal("no", response.Headers.GetValues("x-accel-buffering").Single());
            Assert.Contains(
                "no-transform",
                response.Headers.GetValues("cache-control").Single(),
                StringComparison.Ordinal
            );
            Assert.Null(response.Content.Headers.ContentLength);
            Assert.True(response.Headers.TransferEncodingChunked);
        }
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task A_clouds_error_brings_none_of_its_headers_along(int status)
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(
            new Fault
            {
                Kind = FaultKind.Status,
                StatusCode = status,
                Headers = FromCloud,
            },
            times: 9
        );

        using var response = await client.PostAsync("/v1/chat/completions", """{"model":"alias","messages":[]}""");

        Assert.Empty(
            Names(response).Except([.. ToClients, "retry-after", "retry-after-ms"], StringComparer.OrdinalIgnoreCase)
        );
    }

    [Fact]
    public async Task F11_The_length_of_a_clouds_stream_is_not_copied()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);
        var events =
            "data: {\"id\":\"1\",\"model\":\"gpt-4.1-mini\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}]}\n\ndata: {\"id\":\"1\",\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}\n\ndata: [DONE]\n\n"u8;
        gateway.Clouds.OpenAi.Replies.Enqueue(
            new CannedReply(200, [new("content-type", "text/event-stream")], events.ToArray()) { HasLength = true }
        );

        using var response = await client.PostAsync(
            "/v1/chat/completions",
            """{"model":"alias","stream":true,"messages":[]}"""
        );

        Assert.Null(response.Content.Headers.ContentLength);
        Assert.DoesNotContain("usage", await TestClient.TextAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_encoded_reply_that_nobody_asked_for_is_a_fault_of_the_cloud()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Replies.Enqueue(
            new CannedReply(
                200,
                [new("content-type", "application/json"), new("content-encoding", "gzip")],
                Gzip("{}"u8)
            )
        );

        using var response = await client.PostAsync("/v1/chat/completions", """{"model":"alias","messages":[]}""");

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.NotEqual(AttemptState.Settled, Assert.Single(await gateway.AttemptsAsync()).State);
    }

    [Fact]
    public async Task A_header_of_a_cloud_that_is_not_ascii_harms_nobody()
    {
        const string body =
            """{"id":"1","model":"gpt-4.1-mini","choices":[{"index":0,"message":{"role":"assistant","content":"hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1}}""";
        await using var cloud = new RawCloud(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json; \u00e9\r\nx-request-id: r\u00e9q\r\nopenai-version: \u00ff\r\nContent-Length: {body.Length}\r\n\r\n{body}"
        );
        await using var gateway = await TestGateway.StartAsync(
            models: "models: { raw: { offers: [ { name: raw, account: raw, model: m, price: openai/gpt-4.1-mini } ] } }",
            accounts: $"  raw: {{ cloud: openai, endpoint: '{cloud.Address}v1', key: env:OPENAI }}"
        );
        using var client = new TestClient(gateway.Address);

        using var response = await client.PostAsync("/v1/chat/completions", """{"model":"raw","messages":[]}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(body, await TestClient.TextAsync(response));
        Assert.Equal(AttemptState.Settled, Assert.Single(await gateway.AttemptsAsync()).State);
    }

    private static IEnumerable<string> Names(HttpResponseMessage response) =>
        response.Headers.Concat(response.Content.Headers).Select(static header => header.Key);

    private static byte[] Gzip(ReadOnlySpan<byte> bytes)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }
        return memory.ToArray();
    }
}
