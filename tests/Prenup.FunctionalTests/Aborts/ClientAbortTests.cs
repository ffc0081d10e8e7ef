using Prenup.Core.Ledger;
using Prenup.Core.Usage;
using Prenup.FunctionalTests.Failover;
using Prenup.Sandbox.Seeing;
using Xunit;
using Fault = Prenup.Sandbox.Faults.Fault;

namespace Prenup.FunctionalTests.Aborts;

/// <summary>The client leaves: what it used is on the ledger all the same.</summary>
public sealed class ClientAbortTests
{
    private const string Cancelling = """
        models:
          one: { on-abort: cancel, offers: [ { name: direct, account: openai, model: gpt-4.1-mini, price: openai/gpt-4.1-mini } ] }
        """;
    private const string Draining = """
        models:
          one: { on-abort: drain, offers: [ { name: direct, account: openai, model: gpt-4.1-mini, price: openai/gpt-4.1-mini } ] }
        """;

    [Fact]
    public async Task Left_at_any_event_the_cloud_is_let_go_and_the_entry_says_aborted()
    {
        await using var gateway = await TestGateway.StartAsync(Cancelling);
        using var client = new TestClient(gateway.Address);
        for (var events = 0; events < Streams.Events - 1; events++)
        {
            gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Stall(events, Timeout.InfiniteTimeSpan));
            await LeaveAsync(gateway, client, events);

            await Eventually.HoldsAsync(
                () => gateway.Clouds.OpenAi.Calls[^1].End == CallEnd.ClientGone,
                "the cloud is let go"
            );
        }

        await Eventually.HoldsAsync(() => gateway.Host.Exchanges == 0, "every exchange has ended");
        var rows = await Exchanged.OnTheLedgerAsync(gateway, budget: 1);
        Assert.Equal(Streams.Events - 1, rows.Count);
        Assert.All(rows, static row => Assert.Equal(Outcome.Aborted, row.Closed!.Outcome));
        Assert.All(rows, static row => Assert.Equal(AttemptState.Partial, row.State));
    }

    [Fact]
    public async Task Left_at_any_byte_there_is_one_entry_and_it_is_not_settled()
    {
        await using var gateway = await TestGateway.StartAsync(Cancelling);
        using var client = new TestClient(gateway.Address);
        var dice = new Random(7);
        var leaving = new List<LeavingClient>();
        var running = new List<Task>();
        for (var i = 0; i < Streams.Offsets; i++)
        {
            gateway.Clouds.OpenAi.Replies.Enqueue(Streams.StoppedAt(dice));
            leaving.Add(new LeavingClient(client));
            running.Add(leaving[^1].RunAsync("one"));
        }
        await Eventually.HoldsAsync(() => gateway.Clouds.OpenAi.Calls.Count == Streams.Offsets, "all are asked");
        await Task.Delay(200, TestContext.Current.CancellationToken);
        leaving.ForEach(static one => one.Leave());
        await Task.WhenAll(running);

        await Eventually.HoldsAsync(() => gateway.Host.Exchanges == 0, "every exchange has ended");
        var rows = await Exchanged.OnTheLedgerAsync(gateway, budget: 1);
        Assert.Equal(Streams.Offsets, rows.Count);
        Assert.All(rows, static row => Assert.Equal(Outcome.Aborted, row.Closed!.Outcome));
        Assert.All(rows, static row => Assert.Equal(AttemptState.Partial, row.State));
        leaving.ForEach(static one => one.Dispose());
    }

    [Fact]
    public async Task Read_on_after_it_left_the_entry_is_settled_at_what_the_cloud_invoices()
    {
        await using var gateway = await TestGateway.StartAsync(Draining);
        using var client = new TestClient(gateway.Address);
        for (var events = 0; events < Streams.Events - 1; events++)
        {
            gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Stall(events, TimeSpan.FromMilliseconds(150)));
            await LeaveAsync(gateway, client, events);
        }

        await Eventually.HoldsAsync(() => gateway.Host.Exchanges == 0, "every exchange has ended");
        var rows = await Exchanged.OnTheLedgerAsync(gateway, budget: 1);
        Assert.Equal(Streams.Events - 1, rows.Count);
        Assert.All(rows, static row => Assert.Equal(AttemptState.Settled, row.State));
        Assert.Equal(
            (long)gateway.Clouds.OpenAi.Invoice().TotalPico,
            rows.Sum(static row => row.Closed!.Cost!.Value.Value)
        );
        Assert.All(gateway.Clouds.OpenAi.Calls, static call => Assert.Equal(CallEnd.Completed, call.End));
    }

    [Theory]
    [InlineData(Cancelling)]
    [InlineData(Draining)] // a whole reply has no usage to wait for before its end
    public async Task Left_before_a_whole_reply_the_cloud_is_let_go_and_what_was_sent_is_estimated(string models)
    {
        await using var gateway = await TestGateway.StartAsync(models);
        using var client = new TestClient(gateway.Address);
        using var leave = new CancellationTokenSource();
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.BlackHole());
        var request = new HttpRequestMessage(HttpMethod.Post, Requests.ChatPath)
        {
            Content = new StringContent(Requests.Chat("one", stream: false), null, "application/json"),
        };

        var asking = client.SendAsync(request, leave.Token);
        await Eventually.HoldsAsync(() => gateway.Clouds.OpenAi.Calls.Count == 1, "the cloud is asked");
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);

        await Eventually.HoldsAsync(() => gateway.Clouds.OpenAi.Calls[0].End == CallEnd.ClientGone, "it is let go");
        await Eventually.HoldsAsync(() => gateway.Host.Exchanges == 0, "the exchange has ended");
        var row = Assert.Single(await Exchanged.OnTheLedgerAsync(gateway, budget: 1));
        Assert.Equal((Outcome.Aborted, AttemptState.Partial), (row.Closed!.Outcome, row.State));
        // 79 bytes left, by hand 79 / 4 = 19.75, rounded up; of output nothing was seen, and nothing is claimed.
        Assert.Equal(UsageBasis.Estimated, row.Closed.Basis);
        Assert.Equal((20L, (long?)null), (row.Closed.Usage[Meter.TextIn], row.Closed.Usage[Meter.TextOut]));
        Assert.Equal(
            "utf8-bytes/4; at most one token a byte seen, and output not seen up to its cap",
            row.Closed.Method
        );
    }

    [Fact]
    public async Task Nobody_else_is_asked_on_behalf_of_a_client_that_left()
    {
        await using var gateway = await TestGateway.StartAsync(TwoClouds.Offering("on-abort: drain"));
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.DelayHead(TimeSpan.FromMilliseconds(300)));
        gateway.Clouds.OpenAi.Replies.Enqueue(new(500, [], default));
        using var leaving = new LeavingClient(client);

        var running = leaving.RunAsync("gpt-4.1-mini");
        await Eventually.HoldsAsync(() => gateway.Clouds.OpenAi.Calls.Count == 1, "the first is asked");
        leaving.Leave();
        await running;

        await Eventually.HoldsAsync(() => gateway.Host.Exchanges == 0, "the exchange has ended");
        Assert.Single(await Exchanged.OnTheLedgerAsync(gateway, budget: 1));
        Assert.Empty(gateway.Clouds.Azure.Calls);
    }

    // Leaves when it has seen what the cloud sent; before the first content there is nothing to see.
    private static async Task LeaveAsync(TestGateway gateway, TestClient client, int events)
    {
        var calls = gateway.Clouds.OpenAi.Calls.Count;
        using var leaving = new LeavingClient(client);
        var running = leaving.RunAsync("one");
        await Eventually.HoldsAsync(() => gateway.Clouds.OpenAi.Calls.Count > calls, "the cloud is asked");
        var visible = events < 2 ? 0 : Math.Min(events, Streams.Events - 2); // the usage chunk is kept from the client
        await Eventually.HoldsAsync(() => leaving.Events >= visible, $"{visible} events");
        leaving.Leave();
        await running;
    }
}
