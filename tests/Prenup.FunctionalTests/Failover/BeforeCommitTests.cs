using System.Net;
using Prenup.Core.Ledger;
using Prenup.Sandbox.Faults;
using Xunit;
using Fault = Prenup.Sandbox.Faults.Fault;
using Upstream = Prenup.Sandbox.Faults.FaultKind;

namespace Prenup.FunctionalTests.Failover;

/// <summary>Before the first content another offer takes over, and the client does not notice.</summary>
public sealed class BeforeCommitTests
{
    /// <summary>What goes wrong at the first offer, and what the ledger says of that attempt.</summary>
    public static TheoryData<string, Fault, Core.Faults.FaultKind, Outcome> Streams { get; } =
        new()
        {
            { "closed at accept", Fault.CloseAtAccept(), Core.Faults.FaultKind.Network, Outcome.Failed },
            { "reset before the head", Fault.ResetBeforeHead(), Core.Faults.FaultKind.Network, Outcome.Failed },
            { "no head", Fault.BlackHole(), Core.Faults.FaultKind.Timeout, Outcome.Failed },
            { "429", Fault.Status(429), Core.Faults.FaultKind.Rate, Outcome.Refused },
            { "500", Fault.Status(500), Core.Faults.FaultKind.UpstreamBug, Outcome.Refused },
            { "503", Fault.Status(503), Core.Faults.FaultKind.Capacity, Outcome.Refused },
            { "401", Fault.Status(401), Core.Faults.FaultKind.Auth, Outcome.Refused },
            { "error event at once", Fault.ErrorEvent(0), Core.Faults.FaultKind.UpstreamBug, Outcome.Failed },
            { "error event after the role", Fault.ErrorEvent(1), Core.Faults.FaultKind.UpstreamBug, Outcome.Failed },
            {
                "C15 error finish after the role",
                Fault.Of(Upstream.ErrorFinish, 1),
                Core.Faults.FaultKind.UpstreamBug,
                Outcome.Failed
            },
            { "reset after the head", Fault.CutAfterEvents(0), Core.Faults.FaultKind.Network, Outcome.Failed },
            { "reset after the role", Fault.CutAfterEvents(1), Core.Faults.FaultKind.Network, Outcome.Failed },
            {
                "FIN after the role",
                Fault.CutAfterEvents(1, CutKind.Fin),
                Core.Faults.FaultKind.Network,
                Outcome.Failed
            },
            {
                "C16 proper end after the role",
                Fault.CutAfterEvents(1, CutKind.End),
                Core.Faults.FaultKind.Network,
                Outcome.Failed
            },
            { "a page", Fault.Of(Upstream.Html), Core.Faults.FaultKind.UpstreamBug, Outcome.Failed },
            {
                "events that are not JSON",
                Fault.Of(Upstream.NotJson),
                Core.Faults.FaultKind.UpstreamBug,
                Outcome.Failed
            },
            {
                "F8 a line without an end",
                Fault.EndlessLine(4L << 30, 1),
                Core.Faults.FaultKind.UpstreamBug,
                Outcome.Failed
            },
            {
                "silence after the role",
                Fault.Stall(1, Timeout.InfiniteTimeSpan),
                Core.Faults.FaultKind.Timeout,
                Outcome.Failed
            },
        };

    /// <summary>The same for a whole reply, which is held until it is whole.</summary>
    public static TheoryData<string, Fault, Core.Faults.FaultKind> Wholes { get; } =
        new()
        {
            { "reset before the head", Fault.ResetBeforeHead(), Core.Faults.FaultKind.Network },
            { "503", Fault.Status(503), Core.Faults.FaultKind.Capacity },
            { "reset in the body", Fault.CutAfterBytes(100), Core.Faults.FaultKind.Network },
            { "FIN in the body", Fault.CutAfterBytes(100, CutKind.Fin), Core.Faults.FaultKind.Network },
            { "not JSON", Fault.Of(Upstream.NotJson), Core.Faults.FaultKind.UpstreamBug },
            { "a page", Fault.Of(Upstream.Html), Core.Faults.FaultKind.UpstreamBug },
        };

    [Theory]
    [MemberData(nameof(Streams))]
    public async Task F8_C15_C16_The_next_offer_answers_a_stream_alone(
        string moment,
        Fault fault,
        Core.Faults.FaultKind kind,
        Outcome outcome
    )
    {
        await using var gateway = await TestGateway.StartAsync(
            TwoClouds.Offering("timers: { head: 400ms, first-content: 400ms }"),
            "limits: { event: 1MiB }"
        );
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(fault);

        using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat());
        var reply = await StreamedReply.ReadAsync(response);

        Assert.True(reply.Ended, $"{moment}: {reply.Text}");
        Exchanged.Coherently(reply);
        Assert.Equal("azure", response.Headers.GetValues("x-prenup-offer").Single());
        Assert.Equal("2", response.Headers.GetValues("x-prenup-attempts").Single());
        var rows = await Exchanged.OnTheLedgerAsync(gateway, budget: 3);
        Assert.Equal(["direct", "azure"], rows.Select(static row => row.Opened.Offer));
        Assert.Equal((kind, outcome), (rows[0].Closed!.Fault, rows[0].Closed!.Outcome));
        Assert.Equal(AttemptState.Settled, rows[1].State);
        Assert.All(gateway.Clouds.OpenAi.Calls, static call => Assert.InRange(call.BytesSent, 0, 512 << 20));
    }

    [Theory]
    [MemberData(nameof(Wholes))]
    public async Task The_next_offer_answers_a_whole_reply(string moment, Fault fault, Core.Faults.FaultKind kind)
    {
        await using var gateway = await TestGateway.StartAsync(TwoClouds.Offering());
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(fault);

        using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat(stream: false));

        Assert.True(response.IsSuccessStatusCode, $"{moment}: {await TestClient.TextAsync(response)}");
        Assert.Equal("azure", response.Headers.GetValues("x-prenup-offer").Single());
        var rows = await Exchanged.OnTheLedgerAsync(gateway, budget: 3);
        Assert.Equal(kind, rows[0].Closed!.Fault);
        Assert.NotEqual(AttemptState.Settled, rows[0].State);
        Assert.Equal(AttemptState.Settled, rows[1].State);
    }

    [Fact]
    public async Task A_refused_connection_is_free_and_the_next_offer_answers()
    {
        await using var gateway = await TestGateway.StartAsync(TwoClouds.Offering());
        using var client = new TestClient(gateway.Address);
        await gateway.Clouds.OpenAi.StopListeningAsync();

        using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat());

        Exchanged.Coherently(await StreamedReply.ReadAsync(response));
        var rows = await Exchanged.OnTheLedgerAsync(gateway, budget: 3);
        Assert.Equal([AttemptState.Unbilled, AttemptState.Settled], rows.Select(static row => row.State));
    }

    [Theory]
    [InlineData("quota")]
    [InlineData("failed")]
    public async Task R6_An_error_after_created_is_replaced_by_the_other_offers_reply(string kind)
    {
        await using var gateway = await TestGateway.StartAsync(TwoClouds.Offering(model: "gpt-5.5"));
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(
            kind == "quota" ? Fault.QuotaAfterCreated() : Fault.Of(Upstream.FailedEvent, 2)
        );

        using var response = await client.PostAsync(
            Requests.ResponsesPath,
            Requests.Responses("gpt-5.5", "\"stream\":true")
        );
        var reply = await StreamedReply.ReadAsync(response);

        Exchanged.Coherently(reply);
        Assert.True(reply.Ended);
        Assert.Single(
            reply.Data,
            static data => data.Contains("\"type\":\"response.created\"", StringComparison.Ordinal)
        );
        Assert.Single(reply.Ids, static id => id.StartsWith("resp_", StringComparison.Ordinal));
        var rows = await Exchanged.OnTheLedgerAsync(gateway, budget: 3);
        Assert.Equal(["direct", "azure"], rows.Select(static row => row.Opened.Offer));
    }

    [Theory]
    [InlineData(400, """{"error":{"message":"no","type":"invalid_request_error","param":"messages","code":"bad"}}""")]
    [InlineData(
        400,
        """{"error":{"message":"too long","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}"""
    )]
    public async Task The_requests_own_fault_is_not_tried_elsewhere(int status, string body)
    {
        await using var gateway = await TestGateway.StartAsync(TwoClouds.Offering());
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Status(status, body));

        using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat());

        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        Assert.Equal(body, await TestClient.TextAsync(response));
        Assert.Empty(gateway.Clouds.Azure.Calls);
        var row = Assert.Single(await Exchanged.OnTheLedgerAsync(gateway, budget: 1));
        Assert.Equal((AttemptState.Unbilled, Outcome.Refused), (row.State, row.Closed!.Outcome));
    }
}
