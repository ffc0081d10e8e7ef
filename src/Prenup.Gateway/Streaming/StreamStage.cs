using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Prenup.Core.Faults;
using Prenup.Core.Ledger;
using Prenup.Dialects.Faults;

namespace Prenup.Gateway.Streaming;

/// <summary>Stage 7: delivers a reply but for its ending, which leaves when the entry is written.</summary>
public sealed class StreamStage(TimeProvider clock)
{
    /// <summary>The way to a streaming client, with heartbeats; null where no stream was asked for.</summary>
    public StreamOut? Open(Exchange exchange) =>
        exchange.Ask.Streamed
            ? new StreamOut(
                exchange.Arrival.Reply,
                clock,
                exchange.Permit.Model.Timers.Heartbeat,
                reply =>
                {
                    ReplyHead.Stream(reply);
                    ReplyHead.Common(exchange.Arrival, reply);
                }
            )
            : null;

    /// <summary>Delivers what came back of an attempt; until content was delivered another offer may take over.</summary>
    public async ValueTask<Delivery> RunAsync(Exchange exchange, Attempt attempt, Answer answer, StreamOut? output)
    {
        if (answer.Fault is not null)
        {
            return Delivery.Of(answer);
        }
        if (answer.Streamed && output is not null)
        {
            using var stream = new StreamDelivery(exchange, attempt, answer, output, clock);
            return await stream.RunAsync();
        }
        return output is null
            ? await WholeAsync(exchange, attempt, answer)
            : await WholeInsteadAsync(exchange, attempt, answer, output);
    }

    private async ValueTask<Delivery> WholeAsync(Exchange exchange, Attempt attempt, Answer answer)
    {
        using var whole = new WholeDelivery(exchange, attempt, answer, clock);
        return await whole.RunAsync();
    }

    // A whole reply where a stream was asked for passes as it came, unless a heartbeat has begun a stream already.
    private async ValueTask<Delivery> WholeInsteadAsync(
        Exchange exchange,
        Attempt attempt,
        Answer answer,
        StreamOut output
    )
    {
        await output.EnterAsync(); // and none begins one amid it
        try
        {
            return exchange.Arrival.Reply.Started
                ? Delivery.Of(AttemptFaults.NotTheDialect(attempt.Offer.Name, "a whole reply instead of a stream"))
                : await WholeAsync(exchange, attempt, answer);
        }
        finally
        {
            output.Exit();
        }
    }

    /// <summary>Lets the ending go: the entry is written.</summary>
    public async ValueTask FinishAsync(
        Exchange exchange,
        Attempt attempt,
        Answer answer,
        Delivery delivery,
        StreamOut? output,
        Closed closed
    )
    {
        if (output is not null)
        {
            await output.DisposeAsync(); // no heartbeat writes beside the ending
        }
        var reply = exchange.Arrival.Reply;
        if (delivery.Torn)
        {
            reply.Abort();
            return;
        }
        if (delivery.Ending is not { } ending)
        {
            return;
        }
        if (delivery.Held && !reply.Started)
        {
            ReplyHead.Answered(
                exchange.Arrival,
                exchange.Permit,
                attempt,
                answer,
                Overhead(exchange.Arrival, delivery)
            );
            ReplyHead.ContentType(reply, answer);
            if (exchange.Generates && closed.Cost is { } cost)
            {
                reply.Header("x-prenup-cost-usd", cost.ToString());
            }
            reply.Length(ending.Length);
        }
        else if (closed.Cost is { } cost)
        {
            reply.Trailer("x-prenup-cost-usd", cost.ToString());
        }
        try
        {
            await WriteAsync(reply, ending, attempt.Watch, exchange.Permit.Model.Timers.ClientWrite);
        }
        catch (OperationCanceledException)
        {
            reply.Abort(); // the client left or does not read; its entry stands
        }
    }

    private async ValueTask WriteAsync(ClientReply reply, PooledBuffer ending, Watch watch, TimeSpan patience)
    {
        if (watch.Fired == Phase.None)
        {
            watch.Arm(Phase.ClientWrite, patience);
            await reply.Body.WriteAsync(ending.Memory, watch.Token);
            return;
        }
        // The watch has fired: the ending is what tells the client so, and needs a timer of its own.
        using var timer = new CancellationTokenSource(patience, clock);
        await reply.Body.WriteAsync(ending.Memory, timer.Token);
    }

    /// <summary>Tells the client of a fault in its own dialect: as a status while the head is here, as an event afterwards.</summary>
    public static async ValueTask RefuseAsync(Arrival arrival, Fault fault, int attempts)
    {
        var reply = arrival.Reply;
        if (fault.Kind == FaultKind.ClientGone)
        {
            reply.Abort();
            return;
        }
        var body = new ArrayBufferWriter<byte>(512);
        if (reply.Started)
        {
            FaultWriter.WriteEvent(fault, arrival.Dialect, 0, body);
        }
        else
        {
            FaultWriter.WriteBody(fault, body);
            reply.Status(fault.Status);
            ReplyHead.Common(arrival, reply);
            reply.Header("content-type", "application/json");
            reply.Header("x-prenup-attempts", attempts.ToString(CultureInfo.InvariantCulture));
            Wait(fault, reply);
            reply.Length(body.WrittenCount);
        }
        await reply.Body.WriteAsync(body.WrittenMemory, arrival.ClientGone);
    }

    /// <summary>Says how the exchange ended that a request repeats: its status and its id. Its reply was not kept.</summary>
    public static async ValueTask ReplayAsync(Arrival arrival, Repeat repeat)
    {
        var body = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("object"u8, "prenup.repeat"u8);
            json.WriteString("exchange"u8, repeat.Exchange.ToString());
            json.WriteNumber("status"u8, repeat.Status);
            json.WriteString(
                "message"u8,
                "Prenup: this 'Idempotency-Key' stands for an exchange that has ended. It is not asked again, and its reply was not kept."u8
            );
            json.WriteEndObject();
        }
        var reply = arrival.Reply;
        reply.Status(repeat.Status);
        reply.Header("x-prenup-exchange", repeat.Exchange.ToString());
        reply.Header(Repeat.Header, "replayed");
        reply.Header("x-should-retry", "false");
        reply.Header("content-type", "application/json");
        reply.Length(body.WrittenCount);
        await reply.Body.WriteAsync(body.WrittenMemory, arrival.ClientGone);
    }

    // OpenAI's SDKs obey all three; a wait in whole seconds is rounded up, never down.
    private static void Wait(Fault fault, ClientReply reply)
    {
        if (fault.RetryAfter is { } wait)
        {
            reply.Header("retry-after", ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture));
            reply.Header(
                "retry-after-ms",
                ((long)Math.Ceiling(wait.TotalMilliseconds)).ToString(CultureInfo.InvariantCulture)
            );
        }
        if (fault.Rates is { } rates)
        {
            ReplyHead.Rates(reply, rates);
        }
        if (fault.Kind == FaultKind.QuotaExhausted)
        {
            reply.Header("x-should-retry", "false");
        }
    }

    private TimeSpan Overhead(Arrival arrival, Delivery delivery) =>
        clock.GetElapsedTime(arrival.Timestamp + delivery.UpstreamTicks);
}
