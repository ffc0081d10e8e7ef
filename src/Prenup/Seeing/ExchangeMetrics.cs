using Prenup.Gateway.Tallying.Series;
using Prenup.Serving;

namespace Prenup.Seeing;

/// <summary>Metrics of exchanges and of what their clients were told.</summary>
internal static class ExchangeMetrics
{
    public static IEnumerable<Metric> Of(GatewayState state)
    {
        var series = state.Series;
        yield return Metric.Counter(
            "prenup_exchanges_total",
            "Exchanges that ended, by the offer that answered and who is to blame for a bad end.",
            "model offer outcome blame",
            () =>
                from offer in OfferMetrics.Known(state)
                from cell in Started(offer)
                select new Sample(cell.Count, offer.Model, offer.Offer, cell.Row, cell.Column)
        );
        yield return Metric.Counter(
            "prenup_refusals_total",
            "Errors sent instead of a reply, by code.",
            "code blame",
            () => series.Refusals.All().Select(static one => new Sample(one.Count, one.Code, one.Blame))
        );
        yield return Metric.Counter(
            "prenup_failovers_total",
            "Attempts made since the one before them failed, by what went wrong with that one.",
            "model reason",
            () =>
                from model in series.Models
                from cell in model.Failovers.Counted()
                select new Sample(cell.Count, model.Model, cell.Row)
        );
        yield return Metric.Counter(
            "prenup_repeats_total",
            "Requests that repeated an exchange by its Idempotency-Key, and joined it or were told how it ended.",
            () => series.Repeats
        );
        yield return Metric.Histogram(
            "prenup_exchange_duration_seconds",
            "From a request's head to the end of its reply, of exchanges that completed.",
            "model",
            () => series.Models.Select(static model => new Sample(model.Duration, model.Model))
        );
        yield return Metric.Histogram(
            "prenup_overhead_seconds",
            "What the gateway itself adds, of exchanges that the first attempt answered.",
            "form",
            () => [new Sample(series.WholeOverhead, "whole"), new Sample(series.StreamOverhead, "stream")]
        );
    }

    // A series that begins at 1 hides its first event from rate(): each begins at 0, at least for the good end.
    private static IEnumerable<(string Row, string Column, long Count)> Started(OfferSeries offer)
    {
        var (good, nobody) = (Labels.Ends[(int)ExchangeEnd.Completed], Labels.Blames[0]);
        var counted = offer.Exchanges.Counted().ToList();
        return counted.Exists(cell => cell.Row == good) ? counted : counted.Prepend((good, nobody, 0));
    }
}
