using System.Runtime.CompilerServices;
using Prenup.Core.Budgets;
using Prenup.Core.Faults;
using Prenup.Core.Health;
using Prenup.Core.Keys;
using Prenup.Core.Offers;
using Prenup.Gateway.Admitting;
using Prenup.Gateway.Decoding;
using Prenup.Gateway.Permitting;
using Prenup.Gateway.Routing;
using Prenup.Gateway.Sending;
using Prenup.Gateway.Streaming;
using Prenup.Gateway.Tallying;

namespace Prenup.Gateway;

/// <summary>A request from top to bottom. The only file that sees every stage; (1) Accepting has happened.</summary>
public sealed partial class Journey(
    AdmitStage admitting,
    PermitStage permitting,
    SendStage sending,
    StreamStage streaming,
    TallyStage tallying,
    OfferHealth health,
    Room room,
    Repeats repeats,
    JourneyLog log,
    TimeProvider clock
)
{
    private static readonly Action<object?> LeaveNow = static watch => ((Watch)watch!).ClientLeft();
    private static readonly Action<object?> ReadOn = static state =>
    {
        var (watch, span) = ((Watch, TimeSpan))state!;
        watch.Drain(span);
    };

    /// <summary>Serves one exchange to its end. Faults reach the client in its own dialect; nothing is thrown.</summary>
    public async Task RunAsync(Arrival arrival)
    {
        using var span = Spans.Begin(arrival);
        // (2) Who is asking, and is there room: before one byte of the body is read.
        if (!admitting.TryRun(arrival, out var admission, out var fault))
        {
            await RefuseAsync(arrival, fault, key: null);
            return;
        }
        using (admission)
        {
            try
            {
                await AdmittedAsync(arrival, admission);
            }
            catch (Exception broken) when (FaultOf(arrival, broken) is { } why)
            {
                await RefuseAsync(arrival, why, admission.Key);
            }
        }
    }

    /// <summary>Refuses a request that has no endpoint.</summary>
    public Task RefuseAsync(Arrival arrival, Fault fault) => RefuseAsync(arrival, fault, key: null).AsTask();

    /// <summary>Lists the models that the key may ask, or shows the one named.</summary>
    public async Task ModelsAsync(Arrival arrival, string? name)
    {
        if (!admitting.TryRun(arrival, out var admission, out var fault))
        {
            await RefuseAsync(arrival, fault, key: null);
            return;
        }
        using (admission)
        {
            var models = PermitStage.Allowed(arrival.Catalogue, admission.Key);
            if (!await ModelList.WriteAsync(arrival, models, name))
            {
                await RefuseAsync(arrival, Refusals.ModelUnknown(name!), admission.Key);
            }
        }
    }

    // Suspended by every exchange: its state machine comes from a pool.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask AdmittedAsync(Arrival arrival, Admission admission)
    {
        // (3) What is asked: one pass over the bytes, which are kept.
        var decoded = await DecodeStage.RunAsync(arrival, admission);
        if (decoded.Refused)
        {
            await RefuseAsync(arrival, decoded.Fault, admission.Key);
            return;
        }
        using var ask = decoded.Value;
        await (
            arrival.IdempotencyKey is null
                ? AskedAsync(arrival, admission, ask)
                : RepeatableAsync(arrival, admission, ask)
        );
    }

    // What broke an exchange, as its client reads it; null where nobody is there to read it, and it is no cancellation.
    private Fault? FaultOf(Arrival arrival, Exception broken)
    {
        if (arrival.ClientGone.IsCancellationRequested)
        {
            return broken is OperationCanceledException ? AttemptFaults.ClientGone : null;
        }
        log.Failed(arrival, broken);
        return Refusals.Bug(broken);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask AskedAsync(Arrival arrival, Admission admission, Ask ask)
    {
        // (4) May they, now.
        var permitted = await permitting.RunAsync(arrival, admission, ask);
        if (permitted.Refused)
        {
            await RefuseAsync(arrival, permitted.Fault, admission.Key);
            return;
        }
        using var permit = permitted.Value;
        var exchange = new Exchange(arrival, ask, permit);

        // (5) Where to: an ordered plan.
        var facts = RoutingFacts.Of(arrival, ask, permit.Lineage, permit.Model, permit.Pin, health);
        var planned = RouteStage.Run(facts, (ulong)Random.Shared.NextInt64(), clock.GetUtcNow());
        if (planned.Refused)
        {
            await RefuseAsync(arrival, planned.Fault, admission.Key, exchange);
            return;
        }
        await AttemptAsync(exchange, planned.Value);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask AttemptAsync(Exchange exchange, Plan plan)
    {
        var turns = new AttemptTurns(plan, exchange.Permit.Model.Attempts, clock, exchange.Arrival.Timestamp);
        var output = streaming.Open(exchange);
        Fault? fault = null;
        try
        {
            // Nobody is asked on behalf of a client that left.
            while (!exchange.Arrival.ClientGone.IsCancellationRequested && turns.TryNext(out var offer))
            {
                if (fault is not null)
                {
                    log.FailedOver(exchange, fault);
                }
                // (6) The attempt is paid for, and entered before its first byte leaves.
                var moment = Moment.Of(clock);
                fault = Hold(exchange, offer, moment);
                if (fault is not null)
                {
                    break;
                }
                var attempt = await sending.OpenAsync(
                    exchange,
                    offer,
                    turns.Failed + 1,
                    turns.MayRenew(offer),
                    moment.Now
                );
                if (attempt is null)
                {
                    fault = Refusals.LedgerDown;
                    break;
                }
                fault = await AttemptAsync(exchange, attempt, output);
                if (fault is null)
                {
                    return;
                }
                turns.Fail(offer, fault);
            }
        }
        finally
        {
            if (output is not null)
            {
                await output.DisposeAsync(); // no heartbeat writes beside what follows
            }
        }
        fault = turns.Failed > 0 ? turns.Exhausted() : fault ?? AttemptFaults.ClientGone;
        await RefuseAsync(exchange.Arrival, fault, exchange.Permit.Key, exchange, turns.Failed);
    }

    /// <summary>One attempt; null when the exchange ended with it, else the fault that another may answer better.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Fault?> AttemptAsync(Exchange exchange, Attempt attempt, StreamOut? output)
    {
        var reservation = exchange.Permit.Reservation;
        reservation.Begin();
        using var span = Spans.Begin(exchange, attempt);
        using var watch = attempt.Watch;
        using var left = LeaveWith(exchange, watch);
        using var over = Drains(exchange) ? room.Over.UnsafeRegister(LeaveNow, watch) : default;
        using var answer = await sending.RunAsync(exchange, attempt);

        // (7) Everything of the reply but its ending …
        var delivery = await DeliverAsync(exchange, attempt, answer, output);
        using var ending = delivery.Ending;

        // (8) … which leaves once the entry is written, so that a client with a whole reply has a settled entry.
        var closed = tallying.Run(exchange, attempt, answer, delivery);
        reservation.Settle(closed);
        exchange.Arrival.Repeat?.Note(closed);
        Spans.End(span, closed, delivery.Fault);
        if (!delivery.Final)
        {
            return delivery.Fault;
        }
        reservation.Dispose(); // a client that has a whole reply finds its place free
        await streaming.FinishAsync(exchange, attempt, answer, delivery, output, closed);
        log.Ended(exchange, attempt, closed, delivery.Fault);
        return null;
    }

    // Narrows what is reserved to the offer chosen; for a further attempt, reserves anew: or there is none.
    private static Fault? Hold(Exchange exchange, Offer offer, in Moment moment)
    {
        var (arrival, ask, permit) = exchange;
        var need = Needs.Of(arrival, ask, permit.Key, permit.Prompt, offer, moment.Now);
        return permit.Reservation.Hold(need, moment) is { } limit
            ? LimitRefusals.Of(limit, permit.Reservation.Rates)
            : null;
    }

    // Whatever breaks in here, the attempt has been sent: it is closed all the same.
    private async ValueTask<Delivery> DeliverAsync(Exchange exchange, Attempt attempt, Answer answer, StreamOut? output)
    {
        try
        {
            return await streaming.RunAsync(exchange, attempt, answer, output);
        }
        catch (Exception bug)
        {
            log.Failed(exchange.Arrival, bug);
            return Delivery.Bug(bug, exchange.Arrival.Reply.Started);
        }
    }

    // A client that leaves ends its attempt, unless the policy is to read on for the cloud's usage.
    private static CancellationTokenRegistration LeaveWith(Exchange exchange, Watch watch)
    {
        var gone = exchange.Arrival.ClientGone;
        return Drains(exchange)
            ? gone.UnsafeRegister(ReadOn, (watch, exchange.Permit.Model.Timers.Drain))
            : gone.UnsafeRegister(LeaveNow, watch);
    }

    private static bool Drains(Exchange exchange) =>
        exchange.Permit.Model.OnAbort == AbortPolicy.Drain && exchange.Ask.Streamed;

    private async ValueTask RefuseAsync(
        Arrival arrival,
        Fault fault,
        VirtualKey? key,
        Exchange? exchange = null,
        int attempts = 0
    )
    {
        exchange?.Permit.Dispose(); // whoever was refused finds the place free
        log.Refused(arrival, key, exchange, fault, attempts);
        await StreamStage.RefuseAsync(arrival, fault, attempts);
    }
}
