using Prenup.Core.Prices;
using Prenup.Core.Usage;

namespace Prenup.Prices;

/// <summary>Compares two books, rate by rate, as they hold at one instant.</summary>
public static class PriceDiff
{
    /// <summary>Every rate that differs, in the order of ids, scopes, tiers, bands and meters.</summary>
    public static IReadOnlyList<RateChange> Of(PriceBook before, PriceBook after, DateTimeOffset instant)
    {
        var (old, now) = (Rates(before, instant), Rates(after, instant));
        return
        [
            .. old
                .Keys.Union(now.Keys)
                .Select(key => new RateChange(key, Rate(old, key), Rate(now, key)))
                .Where(static change => change.Before != change.After)
                .OrderBy(static change => change.Key.Id, StringComparer.Ordinal)
                .ThenBy(static change => change.Key.Scope, StringComparer.Ordinal)
                .ThenBy(static change => change.Key.Tier, StringComparer.Ordinal)
                .ThenBy(static change => change.Key.Above)
                .ThenBy(static change => change.Key.Meter),
        ];
    }

    private static Dictionary<RateKey, decimal> Rates(PriceBook book, DateTimeOffset instant) =>
        (
            from price in book.InForce(instant)
            from row in price.Rows
            from meter in Meters.All
            where row[meter] is not null
            select (
                Key: new RateKey(price.Id, price.Scope, row.Tier, row.AboveInputTokens, meter),
                Rate: row.Listed(meter)!.Value
            )
        ).ToDictionary(static rate => rate.Key, static rate => rate.Rate);

    private static decimal? Rate(Dictionary<RateKey, decimal> rates, RateKey key) =>
        rates.TryGetValue(key, out var rate) ? rate : null;
}
