using System.Diagnostics;
using Prenup.Core.Faults;
using Prenup.Core.Ledger;
using Prenup.Sandbox.Seeing;
using Xunit;
using Fault = Prenup.Sandbox.Faults.Fault;

namespace Prenup.FunctionalTests.Timers;

/// <summary>Timers about a client that does not read, or left.</summary>
[Collection(TimedCollection.Name)]
public sealed class ClientTimerTests
{
    [Fact]
    public Task Client_write_fires_and_blames_the_client_alone() =>
        Timed.FiresAsync(
            1500,
            async () =>
            {
                await using var timed = await Timed.StartAsync("client-write: 1500ms, idle: 300ms");
                timed.Gateway.Clouds.OpenAi.Replies.Enqueue(Chunks.Large());

                using var client = await SlowReader.AskAsync(timed.Gateway.Address, Requests.Chat("timed"));
                var row = await timed.LastAsync();

                // The kernel's buffers are full within a few milliseconds of the first content.
                var elapsed = row.Closed!.Duration - row.Closed.FirstContent!.Value;
                Timed.Blames(row, FaultKind.Timeout, Outcome.Aborted);
                await client.ReadToEndAsync();
                Assert.True(client.Torn);

                // The cloud is not to blame: it is asked again at once.
                using var next = await timed.AskAsync();
                Assert.True((await StreamedReply.ReadAsync(next)).Ended);
                return elapsed;
            }
        );

    [Fact]
    public async Task Content_timers_rest_while_the_client_does_not_read()
    {
        await using var timed = await Timed.StartAsync("client-write: 10s, idle: 400ms");
        timed.Gateway.Clouds.OpenAi.Replies.Enqueue(Chunks.Large());

        using var client = await SlowReader.AskAsync(timed.Gateway.Address, Requests.Chat("timed"));
        await Task.Delay(1200, TestContext.Current.CancellationToken);
        await client.ReadToEndAsync();

        Assert.False(client.Torn);
        Assert.EndsWith("data: [DONE]\n\n", client.Tail, StringComparison.Ordinal);
        Assert.Equal(Outcome.Completed, (await timed.LastAsync()).Closed!.Outcome);
    }

    [Theory]
    [InlineData(2, Outcome.Aborted)] // content was there
    [InlineData(1, Outcome.Aborted)] // not yet
    public Task Drain_fires_so_long_after_the_client_left(int eventsBefore, Outcome outcome) =>
        Timed.FiresAsync(
            800,
            async () =>
            {
                await using var timed = await Timed.StartAsync("drain: 800ms, heartbeat: 100ms", "on-abort: drain");
                timed.Gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Stall(eventsBefore, Timeout.InfiniteTimeSpan));

                var response = await timed.AskAsync(); // the head comes with the content or with a heartbeat
                var watch = Stopwatch.StartNew();
                response.Dispose();
                var calls = timed.Gateway.Clouds.OpenAi;
                await Eventually.HoldsAsync(() => calls.Calls[^1].End == CallEnd.ClientGone, "the cloud is let go");

                var elapsed = watch.Elapsed;
                var row = await timed.LastAsync();
                Timed.Blames(row, FaultKind.ClientGone, outcome);
                return elapsed;
            }
        );
}
