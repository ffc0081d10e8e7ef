using Prenup.Core.Ledger;
using Prenup.FunctionalTests.Timers;
using Prenup.Sandbox.Faults;
using Prenup.Sandbox.Seeing;
using Xunit;
using Fault = Prenup.Sandbox.Faults.Fault;
using Upstream = Prenup.Sandbox.Faults.FaultKind;

namespace Prenup.FunctionalTests.Failover;

/// <summary>After the first content nobody takes over: the stream ends in exactly one error, and the entry is partial.</summary>
public sealed class AfterCommitTests
{
    public static TheoryData<string, Fault> Chats { get; } =
        new()
        {
            { "reset", Fault.CutAfterEvents(2) },
            { "reset amid an event", Fault.CutAfterBytes(700) },
            { "FIN", Fault.CutAfterEvents(4, CutKind.Fin) },
            { "C16 a proper end without any terminal", Fault.CutAfterEvents(4, CutKind.End) },
            { "C16 no finish reason, no [DONE]", Fault.Of(Upstream.NoFinish) },
            { "an error event", Fault.ErrorEvent(4) },
            { "C15 an error finish, then [DONE]", Fault.Of(Upstream.ErrorFinish, 4) },
            { "F8 a line without an end", Fault.EndlessLine(4L << 30, 4) },
            { "silence", Fault.Stall(4, Timeout.InfiniteTimeSpan) },
        };

    public static TheoryData<string, Fault> Responses { get; } =
        new()
        {
            { "R7 an error event", Fault.ErrorEvent(8) },
            { "R7 response.failed", Fault.Of(Upstream.FailedEvent, 8) },
            { "reset", Fault.CutAfterEvents(8) },
            { "a proper end", Fault.CutAfterEvents(8, CutKind.End) },
            { "no completed", Fault.Of(Upstream.NoTerminal) },
        };

    [Theory]
    [MemberData(nameof(Chats))]
    public Task C15_C16_F8_A_chat_ends_in_one_error(string moment, Fault fault) =>
        EndsAsync("gpt-4.1-mini", Requests.ChatPath, Requests.Chat(), moment, fault);

    [Theory]
    [MemberData(nameof(Responses))]
    public Task R7_A_response_ends_in_one_error_and_never_in_completed(string moment, Fault fault) =>
        EndsAsync("gpt-5.5", Requests.ResponsesPath, Requests.Responses("gpt-5.5", "\"stream\":true"), moment, fault);

    [Theory]
    [InlineData("data: {\"choices\":[{\"delta\":\n\n")] // an event that is not JSON
    [InlineData("data: [1,2]\n\n")] // JSON that is no event
    [InlineData("data: {\"choices\":[{\"del")] // half an event, then a proper end
    public async Task C16_Bytes_that_are_no_event_give_way_to_the_gateways_own_error(string bytes)
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Replies.Enqueue(Chunks.Slow(TimeSpan.Zero, Chunks.Role, Chunks.Content("a"), bytes));

        using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat("alias"));
        var reply = await StreamedReply.ReadAsync(response);

        Exchanged.Coherently(reply);
        Assert.StartsWith("upstream_", reply.ErrorCode, StringComparison.Ordinal);
        Assert.DoesNotContain(bytes.TrimEnd(), reply.Text, StringComparison.Ordinal);
        Assert.Equal(Outcome.Cut, Assert.Single(await gateway.AttemptsAsync()).Closed!.Outcome);
    }

    [Theory]
    [InlineData(CutKind.Reset)]
    [InlineData(CutKind.Fin)]
    public async Task A_whole_reply_too_large_to_be_held_is_torn_where_its_cloud_cut_it(CutKind cut)
    {
        await using var gateway = await TestGateway.StartAsync(TwoClouds.Offering());
        using var client = new TestClient(gateway.Address);
        var body = """{"id":"c","choices":[{"message":{"content":"_"}}]}""".Replace(
            "_",
            new string('x', 3 << 20),
            StringComparison.Ordinal
        );
        gateway.Clouds.OpenAi.Replies.Enqueue(
            new(200, [new("Content-Type", "application/json")], System.Text.Encoding.ASCII.GetBytes(body))
            {
                // More than is held has passed before a reset throws the rest away.
                Pieces = [3 << 19],
                Between = TimeSpan.FromMilliseconds(300),
            }
        );
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.CutAfterBytes(2 << 20, cut));

        using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat(stream: false));
        var reply = await StreamedReply.ReadAsync(response);

        Assert.True(reply.Torn);
        Assert.Empty(gateway.Clouds.Azure.Calls);
        await Eventually.HoldsAsync(() => gateway.Host.Exchanges == 0, "the exchange has ended");
        var row = Assert.Single(await Exchanged.OnTheLedgerAsync(gateway, budget: 1));
        Assert.Equal(Outcome.Cut, row.Closed!.Outcome);
        Assert.NotEqual(AttemptState.Settled, row.State);
    }

    [Fact]
    public async Task Invalid_UTF8_inside_a_text_passes_as_it_came_and_changes_no_ending()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Of(Upstream.InvalidUtf8));

        using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat("alias"));
        var reply = await StreamedReply.ReadAsync(response);

        Exchanged.Coherently(reply);
        Assert.True(reply.Ended);
        Assert.Contains('\uFFFD', reply.Text);
        Assert.Equal(AttemptState.Settled, Assert.Single(await gateway.AttemptsAsync()).State);
    }

    private static async Task EndsAsync(string model, string path, string body, string moment, Fault fault)
    {
        await using var gateway = await TestGateway.StartAsync(
            TwoClouds.Offering("timers: { idle: 400ms }", model),
            "limits: { event: 1MiB }"
        );
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(fault);

        using var response = await client.PostAsync(path, body);
        var reply = await StreamedReply.ReadAsync(response);

        Assert.False(reply.Ended, $"{moment}: {reply.Text}");
        Exchanged.Coherently(reply);
        Assert.Empty(gateway.Clouds.Azure.Calls);
        var row = Assert.Single(await Exchanged.OnTheLedgerAsync(gateway, budget: 1));
        Assert.Equal((AttemptState.Partial, Outcome.Cut), (row.State, row.Closed!.Outcome));
        await Eventually.HoldsAsync(
            () => gateway.Clouds.OpenAi.Calls is [{ End: not CallEnd.Running }],
            "the call's end"
        );
        Assert.InRange(gateway.Clouds.OpenAi.Calls[0].BytesSent, 1, 512 << 20);
    }
}
