using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using Prenup.Sandbox.Faults;
using Prenup.Sandbox.Seeing;
using Xunit;

namespace Prenup.FunctionalTests.Sandbox;

/// <summary>Every fault as a client without any library sees it.</summary>
public sealed class FaultTests
{
    private const string Path = "v1/chat/completions";
    private static readonly string Stream = ChatTests.Ask(
        "9 words",
        "\"stream\":true,\"stream_options\":{\"include_usage\":true}"
    );
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task A_status_comes_with_its_headers_and_is_not_billed()
    {
        await using Client client = await Client.StartAsync();
        client.OpenAi.Faults.Enqueue(
            Fault.Status(429, null, ("Retry-After", "1"), ("retry-after-ms", "700")),
            times: 2
        );

        for (int i = 0; i < 2; i++)
        {
            Reply reply = await client.OpenAiAsync(Path, Stream);
            Assert.Equal(429, reply.Status);
            Assert.Equal("700", reply.Header("retry-after-ms"));
            Assert.Equal("rate_limit_exceeded", reply.Json.GetProperty("error").GetProperty("code").GetString());
        }

        Assert.Equal(200, (await client.OpenAiAsync(Path, Stream)).Status);
        Assert.Single(client.OpenAi.Invoice().Calls);
    }

    [Fact]
    public async Task A_closed_listener_refuses_and_comes_back_on_the_same_port()
    {
        await using Client client = await Client.StartAsync();
        await client.OpenAi.StopListeningAsync();
        var refused = await Assert.ThrowsAsync<SocketException>(() => RawReply.AskAsync(client.OpenAi, Path, Stream));
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);

        await client.OpenAi.ListenAsync(TestContext.Current.CancellationToken);
        Assert.Equal(200, (await client.OpenAiAsync(Path, Stream)).Status);
    }

    [Theory]
    [InlineData(FaultKind.CloseAtAccept)]
    [InlineData(FaultKind.ResetBeforeHead)]
    public async Task A_reset_before_the_head_leaves_nothing(FaultKind kind)
    {
        await using Client client = await Client.StartAsync();
        RawReply reply = await StruckAsync(client, Fault.Of(kind));

        Assert.Equal("", reply.Text);
        Assert.NotEqual(RawEnd.Silent, reply.End);
        Assert.Empty(client.OpenAi.Invoice().Calls);
    }

    [Fact]
    public async Task A_black_hole_swallows_and_stays_silent()
    {
        await using Client client = await Client.StartAsync();
        client.OpenAi.Faults.Enqueue(Fault.BlackHole());
        RawReply reply = await RawReply.AskAsync(client.OpenAi, Path, Stream, Short);

        Assert.Equal(("", RawEnd.Silent), (reply.Text, reply.End));
        SeenCall call = await client.LastCallAsync();
        Assert.Equal(CallEnd.ClientGone, call.End);
        Assert.Null(call.Billed);
    }

    [Theory]
    [InlineData(CutKind.Reset, RawEnd.Reset)]
    [InlineData(CutKind.Fin, RawEnd.Closed)]
    [InlineData(CutKind.End, RawEnd.Complete)]
    public async Task A_cut_after_events_bills_what_was_generated(CutKind cut, RawEnd end)
    {
        await using Client client = await Client.StartAsync();
        RawReply reply = await StruckAsync(client, Fault.CutAfterEvents(3, cut));

        Assert.Equal(end, reply.End);
        Assert.Equal(3, Count(reply.Text, "data: "));
        SeenCall call = await client.LastCallAsync();
        Assert.Equal(CallEnd.CutByCloud, call.End);
        Assert.Equal(3, call.Billed!.Output); // "this answer": 11 bytes
        Assert.Equal("cut", Assert.Single(client.OpenAi.Invoice().Calls).Basis);
    }

    [Theory]
    [InlineData(CutKind.Reset)]
    [InlineData(CutKind.Fin)]
    public async Task A_cut_after_bytes_is_exact(CutKind cut)
    {
        await using Client client = await Client.StartAsync();
        foreach (long bytes in (long[])[0, 1, 7, 500])
        {
            RawReply reply = await StruckAsync(client, Fault.CutAfterBytes(bytes, cut));
            Assert.Equal(cut == CutKind.Fin ? RawEnd.Closed : RawEnd.Reset, reply.End);
            SeenCall call = await client.LastCallAsync();
            Assert.Equal(bytes, call.BytesSent);
        }
    }

    [Fact]
    public async Task F9_a_stall_shows_what_came_before_it_and_then_the_rest()
    {
        await using Client client = await Client.StartAsync();
        client.OpenAi.Faults.Enqueue(Fault.Stall(2, Timeout.InfiniteTimeSpan));
        RawReply silent = await RawReply.AskAsync(client.OpenAi, Path, Stream, Short);
        Assert.Equal(RawEnd.Silent, silent.End);
        Assert.Equal(2, Count(silent.Text, "data: "));

        RawReply late = await StruckAsync(client, Fault.Stall(2, Short));
        Assert.Contains("[DONE]", late.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delayed_head_and_a_slow_body_take_their_time()
    {
        await using Client client = await Client.StartAsync();
        client.OpenAi.Faults.Enqueue(Fault.DelayHead(TimeSpan.FromSeconds(20)));
        Assert.Equal("", (await RawReply.AskAsync(client.OpenAi, Path, Stream, Short)).Text);

        var watch = Stopwatch.StartNew();
        client.OpenAi.Faults.Enqueue(Fault.SlowBody(100, TimeSpan.FromMilliseconds(20)));
        Reply whole = await client.OpenAiAsync(Path, ChatTests.Ask("hi", "\"n\":1"));
        Assert.True(watch.Elapsed >= TimeSpan.FromMilliseconds(10 * (whole.Bytes.Length / 100))); // timers may be early by a tick each
        Assert.Equal(JsonValueKind.Object, whole.Json.ValueKind);
    }

    [Fact]
    public async Task An_error_event_before_content_is_free_and_after_content_is_billed_so_far()
    {
        await using Client client = await Client.StartAsync();
        RawReply early = await StruckAsync(client, Fault.ErrorEvent(1));
        RawReply late = await StruckAsync(client, Fault.ErrorEvent(2));

        Assert.Contains("data: {\"error\":", early.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", late.Text, StringComparison.Ordinal);
        Assert.Equal(RawEnd.Complete, late.End);
        Assert.Null(client.OpenAi.Calls[0].Billed);
        Assert.Equal(1, client.OpenAi.Calls[1].Billed!.Output);
    }

    [Fact]
    public async Task R6_created_and_then_no_quota()
    {
        await using Client client = await Client.StartAsync();
        RawReply reply = await StruckAsync(client, Fault.QuotaAfterCreated(), Responses);

        Assert.Equal(1, Count(reply.Text, "event: response.created"));
        Assert.Contains("event: error\ndata: {\"type\":\"error\"", reply.Text, StringComparison.Ordinal);
        Assert.Contains("insufficient_quota", reply.Text, StringComparison.Ordinal);
        Assert.Empty(client.OpenAi.Invoice().Calls);
    }

    [Fact]
    public async Task R7_a_response_fails_with_the_identity_it_was_created_with()
    {
        await using Client client = await Client.StartAsync();
        client.OpenAi.Faults.Enqueue(Fault.Of(FaultKind.FailedEvent, afterEvents: 5));
        Reply reply = await client.OpenAiAsync("v1/responses", Responses);

        JsonElement created = reply.Events[0].GetProperty("response");
        JsonElement failed = reply.Events[^1].GetProperty("response");
        Assert.Equal(6, reply.Events.Count);
        Assert.Equal("response.failed", reply.Events[^1].GetProperty("type").GetString());
        Assert.Equal(5, reply.Events[^1].GetProperty("sequence_number").GetInt32());
        Assert.Equal(created.GetProperty("id").GetString(), failed.GetProperty("id").GetString());
        Assert.Equal("failed", failed.GetProperty("status").GetString());
    }

    [Fact]
    public async Task F8_a_line_without_end_has_the_bytes_it_was_given()
    {
        await using Client client = await Client.StartAsync();
        client.OpenAi.Faults.Enqueue(Fault.EndlessLine(64 * 1024 * 1024));
        Reply reply = await client.OpenAiAsync(Path, Stream);

        Assert.Equal(64 * 1024 * 1024, reply.Bytes.Length);
        Assert.DoesNotContain((byte)'\n', reply.Bytes);
    }

    private const string Responses = """{"model":"gpt-4.1","input":"9 words","stream":true}""";

    private static async Task<RawReply> StruckAsync(Client client, Fault fault, string? body = null)
    {
        client.OpenAi.Faults.Enqueue(fault);
        RawReply reply = await RawReply.AskAsync(client.OpenAi, body is null ? Path : "v1/responses", body ?? Stream);
        Assert.Equal(0, client.OpenAi.Faults.Count);
        return reply;
    }

    private static int Count(string text, string what) => text.Split(what).Length - 1;
}
