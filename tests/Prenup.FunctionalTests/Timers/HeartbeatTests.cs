using System.Diagnostics;
using System.Net;
using Xunit;
using Fault = Prenup.Sandbox.Faults.Fault;

namespace Prenup.FunctionalTests.Timers;

/// <summary>What silence does, and what only looks like a sign of life.</summary>
[Collection(TimedCollection.Name)]
public sealed class HeartbeatTests
{
    private const string Beat = ": keep-alive\n\n";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task F10_Comments_and_events_without_content_reset_no_content_timer(bool before) =>
        Timed.FiresAsync(
            800,
            async () =>
            {
                await using var timed = await Timed.StartAsync("first-content: 800ms, idle: 800ms");
                var noise = before ? Chunks.Role : Chunks.Comment;
                timed.Gateway.Clouds.OpenAi.Replies.Enqueue(
                    Chunks.Slow(
                        TimeSpan.FromMilliseconds(50),
                        [
                            before ? Chunks.Role : Chunks.Role + Chunks.Content("a"),
                            .. Enumerable.Repeat(noise, 60),
                            Chunks.Finish,
                            Chunks.Done,
                        ]
                    )
                );

                var watch = Stopwatch.StartNew();
                using var response = await timed.AskAsync();
                var text = await TestClient.TextAsync(response);

                var elapsed = watch.Elapsed;
                var code = before ? "upstream_first_content_timeout" : "upstream_idle_timeout";
                Assert.Contains(code, text, StringComparison.Ordinal);
                return elapsed;
            }
        );

    [Fact]
    public Task F10_A_silent_cloud_is_covered_by_comments_and_its_reply_follows() =>
        Timed.FiresAsync(
            300,
            async () =>
            {
                await using var timed = await Timed.StartAsync("heartbeat: 300ms");
                timed.Gateway.Clouds.OpenAi.Faults.Enqueue(Fault.DelayHead(TimeSpan.FromMilliseconds(1100)));

                var watch = Stopwatch.StartNew();
                using var response = await timed.AskAsync();
                var elapsed = watch.Elapsed; // the head left with the first comment
                var reply = await StreamedReply.ReadAsync(response);

                Assert.Equal(3, reply.Text.Split(Beat).Length - 1);
                Assert.StartsWith(Beat + Beat + Beat + "data: ", reply.Text, StringComparison.Ordinal);
                Assert.True(reply.Ended);
                Assert.Single(reply.Ids);
                return elapsed;
            }
        );

    [Fact]
    public async Task F10_After_a_heartbeat_a_fault_is_an_event_of_the_stream()
    {
        await using var timed = await Timed.StartAsync("heartbeat: 200ms, head: 500ms");
        timed.Gateway.Clouds.OpenAi.Faults.Enqueue(Fault.BlackHole());

        using var response = await timed.AskAsync();
        var reply = await StreamedReply.ReadAsync(response);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.StartsWith(Beat, reply.Text, StringComparison.Ordinal);
        Assert.Equal(("upstream_head_timeout", 1, false), (reply.ErrorCode, reply.Endings, reply.Torn));
    }

    [Fact]
    public async Task F10_After_a_heartbeat_another_offer_may_still_answer()
    {
        await using var gateway = await TestGateway.StartAsync(
            """
            models:
              gpt-4.1-mini:
                timers: { heartbeat: 200ms, head: 500ms }
                offers:
                  - { name: direct, account: openai, model: gpt-4.1-mini, price: openai/gpt-4.1-mini }
                  - { name: azure, account: azure-v1, model: gpt-4.1-mini-eu, price: azure/gpt-4.1-mini }
            """
        );
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.BlackHole());

        using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat());
        var reply = await StreamedReply.ReadAsync(response);

        Assert.StartsWith(Beat, reply.Text, StringComparison.Ordinal);
        Assert.Equal((true, 1, false), (reply.Ended, reply.Endings, reply.Torn));
        Assert.Single(reply.Ids);
        Assert.Equal(["direct", "azure"], (await gateway.AttemptsAsync()).Select(static row => row.Opened.Offer));
    }

    [Theory]
    [InlineData("""{"id":"c","choices":[]}""")]
    [InlineData("<html></html>")]
    public async Task F10_A_whole_reply_never_lands_in_a_stream_that_a_heartbeat_began(string body)
    {
        await using var timed = await Timed.StartAsync("heartbeat: 150ms");
        timed.Gateway.Clouds.OpenAi.Faults.Enqueue(Fault.DelayHead(TimeSpan.FromMilliseconds(500)));
        timed.Gateway.Clouds.OpenAi.Replies.Enqueue(
            new(200, [new("Content-Type", "application/json")], System.Text.Encoding.ASCII.GetBytes(body))
        );

        using var response = await timed.AskAsync();
        var reply = await StreamedReply.ReadAsync(response);

        Assert.StartsWith(Beat, reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(body, reply.Text, StringComparison.Ordinal);
        Assert.Equal(("upstream_protocol_error", 1, false), (reply.ErrorCode, reply.Endings, reply.Torn));
    }

    [Fact]
    public async Task F9_An_event_reaches_the_client_while_the_cloud_is_silent_behind_it()
    {
        await using var timed = await Timed.StartAsync("idle: 5s");
        timed.Gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Stall(2, TimeSpan.FromSeconds(3)));

        var watch = Stopwatch.StartNew();
        using var response = await timed.AskAsync();
        var first = watch.Elapsed;
        Assert.True((await StreamedReply.ReadAsync(response)).Ended);

        Assert.True(first < TimeSpan.FromSeconds(2), $"the first content took {first.TotalMilliseconds:0} ms");
        Assert.True(watch.Elapsed > TimeSpan.FromMilliseconds(2500));
    }
}
