using Prenup.Core.Ledger;
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
