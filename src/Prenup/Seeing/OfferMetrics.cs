using Prenup.Core.Usage;
using Prenup.Gateway.Tallying.Series;
using Prenup.Serving;

namespace Prenup.Seeing;

/// <summary>Metrics of offers: attempts, tokens, money, speed, rest.</summary>
internal static class OfferMetrics
{
    /// <summary>Every offer that is configured, or was and has been counted; a configured one has a series from the start.</summary>
    public static IEnumerable<OfferSeries> Known(GatewayState state)
    {
        foreach (var (model, offer) in state.Offers)
        {
            state.Series.Offer(model.Name, offer.Name);
            state.Series.Model(model.Name);
        }
        return state
            .Series.Offers.OrderBy(static offer => offer.Model, StringComparer.Ordinal)
            .ThenBy(static offer => offer.Offer, StringComparer.Ordinal);
    }

    public static IEnumerable<Metric> Of(GatewayState state)
    {
        IEnumerable<OfferSeries> offers() => Known(state).Where(static offer => offer.Offer != Labels.NoOffer);
        yield return Metric.Gauge(
            "prenup_offer_info",
            "1 for each configured offer, with where it is bought.",
            "model offer account cloud",
            () => state.Offers.Select(static pair => Info(pair.Model.Name, pair.Offer))
        );
        yield return Metric.Gauge(
            "prenup_offer_cooldown_seconds",
            "For how long an offer still rests; 0 while it may be asked.",
            "model offer",
            () => state.Offers.Select(pair => Cooldown(state, pair.Model.Name, pair.Offer))
        );
        yield return Metric.Counter(
            "prenup_attempts_total",
            "Upstream calls that ended, by how and by what went wrong.",
            "model offer outcome fault",
            () =>
                from offer in offers()
                from cell in offer.Attempts.Counted()
                select new Sample(cell.Count, offer.Model, offer.Offer, cell.Row, cell.Column)
        );
        yield return Metric.Counter(
            "prenup_attempt_states_total",
            "Upstream calls that ended, by the state of their ledger entries.",
            "model offer state",
            () =>
                from offer in offers()
                from cell in offer.States.Counted()
                select new Sample(cell.Count, offer.Model, offer.Offer, cell.Row)
        );
        foreach (var metric in Used(offers).Concat(Timed(offers)))
        {
            yield return metric;
        }
    }

    private static IEnumerable<Metric> Used(Func<IEnumerable<OfferSeries>> offers)
    {
        yield return Metric.Counter(
            "prenup_tokens_total",
            "Tokens by direction, modality and cache state, and by how they are known. Disjoint: reasoning is in text out.",
            "model offer direction modality cache basis",
            () => Tokens(offers)
        );
        yield return Metric.Counter(
            "prenup_reasoning_tokens_total",
            "Reasoning tokens; they are also in prenup_tokens_total.",
            "model offer",
            () =>
                from offer in offers()
                from cell in offer.Tokens.Counted()
                where cell.Row == Meter.Reasoning.Name()
                group cell.Count by offer into counts
                select new Sample(counts.Sum(), counts.Key.Model, counts.Key.Offer)
        );
        yield return Metric.Counter(
            "prenup_cost_usd_total",
            "Known effective cost in USD, exact to the pico-dollar.",
            "model offer",
            () => offers().Select(static offer => new Sample(Usd(offer.Cost.Value), offer.Model, offer.Offer))
        );
        yield return Metric.Counter(
            "prenup_price_unknown_total",
            "Upstream calls whose tokens are known and whose price is not: their cost is in no sum.",
            "model offer",
            () => offers().Select(static offer => new Sample(offer.PriceUnknown, offer.Model, offer.Offer))
        );
    }

    private static IEnumerable<Metric> Timed(Func<IEnumerable<OfferSeries>> offers)
    {
        yield return Metric.Histogram(
            "prenup_first_content_seconds",
            "From an attempt's begin to its first content, of streams.",
            "model offer",
            () => offers().Select(static offer => new Sample(offer.FirstContent, offer.Model, offer.Offer))
        );
        yield return Metric.Histogram(
            "prenup_attempt_duration_seconds",
            "From an attempt's begin to its end, of those that completed.",
            "model offer",
            () => offers().Select(static offer => new Sample(offer.Duration, offer.Model, offer.Offer))
        );
        yield return Metric.Histogram(
            "prenup_output_tokens_per_second",
            "Output tokens a second after the first content, of streams whose usage was reported.",
            "model offer",
            () => offers().Select(static offer => new Sample(offer.TokensPerSecond, offer.Model, offer.Offer))
        );
    }

    private static IEnumerable<Sample> Tokens(Func<IEnumerable<OfferSeries>> offers) =>
        from offer in offers()
        from cell in offer.Tokens.Counted()
        let meter = MeterLabels.Of(cell.Row)
        where meter is not null
        select new Sample(
            cell.Count,
            offer.Model,
            offer.Offer,
            meter.Direction,
            meter.Modality,
            meter.Cache,
            cell.Column
        );

    private static Sample Info(string model, Core.Offers.Offer offer) =>
        new(1, model, offer.Name, offer.Account.Name, Core.Offers.CloudNames.Name(offer.Account.Cloud));

    private static Sample Cooldown(GatewayState state, string model, Core.Offers.Offer offer)
    {
        var now = state.Clock.GetUtcNow();
        var rest = state.Health.At(offer, now) is { } cooldown ? cooldown.Until - now : TimeSpan.Zero;
        return new Sample((decimal)rest.TotalSeconds, model, offer.Name);
    }

    private static decimal Usd(Int128 pico) => (decimal)pico / 1_000_000_000_000m;
}
