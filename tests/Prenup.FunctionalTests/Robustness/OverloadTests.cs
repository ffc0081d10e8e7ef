using System.Net;
using Prenup.Core.Keys;
using Prenup.Sandbox.Faults;
using Xunit;

namespace Prenup.FunctionalTests.Robustness;

/// <summary>The gateway's own limits and a key's: refused with a reason and a time, and given back at a stream's end.</summary>
public sealed class OverloadTests
{
    private const string Limited = "pn-test-key-with-limits";
    private const string Chat = """{"model":"alias","messages":[{"role":"user","content":"hi"}]}""";
    private const string Stream = """{"model":"alias","stream":true,"messages":[{"role":"user","content":"hi"}]}""";

    [Fact]
    public async Task A_full_gateway_says_503_and_when_to_come_back()
    {
        await using var gateway = await TestGateway.StartAsync(more: "limits: { exchanges: 2 }");
        using var client = new TestClient(gateway.Address);
        using var first = await HeldAsync(gateway, client);
        using var second = await HeldAsync(gateway, client);

        using var refused = await client.PostAsync("/v1/chat/completions", Chat);

        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "gateway_overloaded"),
            (refused.StatusCode, await Refusal.CodeAsync(refused))
        );
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(2, gateway.Clouds.OpenAi.Calls.Count);
        first.Dispose();
        await FreeAsync(gateway, 1);
        using var answered = await client.PostAsync("/v1/chat/completions", Chat);
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bodies_in_flight_are_bounded_together(bool chunked)
    {
        await using var gateway = await TestGateway.StartAsync(more: "limits: { request: 1MiB, in-flight: 1MiB }");
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.DelayHead(Timeout.InfiniteTimeSpan));
        using var leave = new CancellationTokenSource();
        var held = client.SendAsync(Post(BodyTests.Image(600_000), chunked), leave.Token);
        await UntilAsync(() => gateway.Clouds.OpenAi.Calls.Count == 1);

        using var refused = await client.SendAsync(
            Post(BodyTests.Image(600_000), chunked),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "gateway_overloaded"),
            (refused.StatusCode, await Refusal.CodeAsync(refused))
        );
        using var small = await client.PostAsync("/v1/chat/completions", Chat);
        Assert.Equal(HttpStatusCode.OK, small.StatusCode);

        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
        await FreeAsync(gateway, 0);
        using var answered = await client.SendAsync(
            Post(BodyTests.Image(600_000), chunked),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
    }

    [Fact]
    public async Task A_key_has_its_exchanges_at_a_time_and_gets_one_back_at_a_streams_end()
    {
        await using var gateway = await StartAsync("concurrent: 1");
        using var client = new TestClient(gateway.Address, Limited);
        using var others = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Stall(3, TimeSpan.FromSeconds(1)));
        using var stream = await client.PostAsync("/v1/chat/completions", Stream);

        using var refused = await client.PostAsync("/v1/chat/completions", Chat);
        using var other = await others.PostAsync("/v1/chat/completions", Chat);

        Assert.Equal(
            (HttpStatusCode.TooManyRequests, "concurrency_limit_exceeded"),
            (refused.StatusCode, await Refusal.CodeAsync(refused))
        );
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.EndsWith("[DONE]\n\n", await TestClient.TextAsync(stream), StringComparison.Ordinal);
        await FreeAsync(gateway, 0);
        using var answered = await client.PostAsync("/v1/chat/completions", Chat);
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
    }

    [Theory]
    [InlineData(Chat)]
    [InlineData(Stream)]
    public async Task A_key_has_its_requests_per_minute_and_its_own_headers(string body)
    {
        await using var gateway = await StartAsync("requests-per-minute: 2");
        using var client = new TestClient(gateway.Address, Limited);
        var left = new List<string>();
        HttpResponseMessage? refused = null;
        for (var i = 0; i < 6 && refused is null; i++) // the minute may turn once
        {
            var response = await client.PostAsync("/v1/chat/completions", body);
            Assert.Equal("2", response.Headers.GetValues("x-ratelimit-limit-requests").Single());
            left.Add(response.Headers.GetValues("x-ratelimit-remaining-requests").Single());
            await TestClient.TextAsync(response);
            refused = response.StatusCode == HttpStatusCode.TooManyRequests ? response : null;
        }

        Assert.NotNull(refused);
        Assert.Equal("rate_limit_exceeded", await Refusal.CodeAsync(refused));
        Assert.Equal(["1", "0", "0"], left[^3..]);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(left.Count - 1, gateway.Clouds.OpenAi.Calls.Count);
        refused.Dispose();
    }

    [Fact]
    public async Task Many_at_once_never_exceed_a_limit()
    {
        await using var gateway = await StartAsync("concurrent: 4");
        using var client = new TestClient(gateway.Address, Limited);
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 200)
                .Select(async _ =>
                {
                    using var response = await client.PostAsync("/v1/chat/completions", Chat);
                    return response.StatusCode;
                })
        );
        var served = answers.Count(static status => status == HttpStatusCode.OK);
        Assert.Equal(answers.Length, served + answers.Count(static status => status == HttpStatusCode.TooManyRequests));
        Assert.Equal(served, gateway.Clouds.OpenAi.Calls.Count);
        Assert.Equal(served, (await gateway.AttemptsAsync()).Count);
    }

    private static Task<TestGateway> StartAsync(string limits) =>
        TestGateway.StartAsync(
            keys: $"  limited: {{ hash: '{KeyHash.Of(Limited)}', project: one, limits: {{ {limits} }} }}"
        );

    private static async Task<HttpResponseMessage> HeldAsync(TestGateway gateway, TestClient client)
    {
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Stall(3, Timeout.InfiniteTimeSpan));
        return await client.PostAsync("/v1/chat/completions", Stream);
    }

    private static Task FreeAsync(TestGateway gateway, int exchanges) =>
        UntilAsync(() => gateway.Host.Exchanges <= exchanges);

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(15));
        while (!condition())
        {
            await Task.Delay(10, patience.Token);
        }
    }

    private static HttpRequestMessage Post(byte[] body, bool chunked)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = chunked;
        return request;
    }
}
