using Prenup.Core.Faults;
using Prenup.Core.Ledger;
using Prenup.Gateway.Tallying.Series;

namespace Prenup.Gateway.Tallying;

/// <summary>Turns what happens to exchanges and attempts into counts.</summary>
/// <param name="series">Where they are kept.</param>
/// <param name="clock">For durations.</param>
public sealed class ExchangeCounts(GatewaySeries series, TimeProvider clock)
{
    /// <summary>An attempt was closed.</summary>
    internal void Closed(Exchange exchange, Attempt attempt, Delivery delivery, Closed closed)
    {
        GenAiMeter.Closed(exchange, attempt, closed, clock);
        var streamed = exchange.Ask.Streamed;
        series.Offer(exchange.Permit.Model.Name, attempt.Offer.Name).Closed(closed, delivery.Fault, streamed);
        if (attempt.Ordinal == 1 && closed.Outcome == Outcome.Completed)
        {
            Overhead(exchange.Arrival, attempt, delivery, streamed);
        }
    }

    /// <summary>Another attempt follows one that failed.</summary>
    internal void FailedOver(Exchange exchange, Fault fault) =>
        series.Model(exchange.Permit.Model.Name).Failovers.Add((int)fault.Kind, 0);

    /// <summary>A request repeated an exchange.</summary>
    internal void Repeated() => series.Repeated();

    /// <summary>An exchange ended with a reply, a torn one included.</summary>
    internal void Ended(Exchange exchange, Attempt attempt, Closed closed, Fault? fault)
    {
        var model = exchange.Permit.Model.Name;
        var end =
            fault is null ? ExchangeEnd.Completed
            : AttemptFaults.IsOutOfReach(fault) ? ExchangeEnd.Aborted
            : closed.Outcome == Outcome.Cut ? ExchangeEnd.Cut
            : ExchangeEnd.Failed;
        series.Offer(model, attempt.Offer.Name).Ended(end, fault);
        GenAiMeter.Ended(exchange, clock);
        if (end == ExchangeEnd.Completed)
        {
            series.Model(model).Duration.Record(clock.GetElapsedTime(exchange.Arrival.Timestamp));
        }
    }

    /// <summary>An exchange ended without a reply.</summary>
    internal void Refused(Exchange? exchange, Fault fault)
    {
        series.Refusals.Count(fault);
        series
            .Offer(exchange?.Permit.Model.Name ?? Labels.UnknownModel, Labels.NoOffer)
            .Ended(AttemptFaults.IsOutOfReach(fault) ? ExchangeEnd.Aborted : ExchangeEnd.Failed, fault);
    }

    // The same as the header x-prenup-overhead-us; a failed attempt before would count as overhead, so only first ones do.
    private void Overhead(Arrival arrival, Attempt attempt, Delivery delivery, bool streamed)
    {
        if (streamed)
        {
            series.StreamOverhead.Record(clock.GetElapsedTime(arrival.Timestamp, attempt.Begun));
        }
        else if (delivery.UpstreamTicks > 0)
        {
            series.WholeOverhead.Record(clock.GetElapsedTime(arrival.Timestamp + delivery.UpstreamTicks));
        }
    }
}
