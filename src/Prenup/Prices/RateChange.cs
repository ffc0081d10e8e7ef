namespace Prenup.Prices;

/// <summary>One rate that differs between two books.</summary>
/// <param name="Key">What it is the rate of.</param>
/// <param name="Before">USD in the first book, as <see cref="Core.Prices.PriceRow.Listed"/> names it; null where it has none.</param>
/// <param name="After">USD in the second book; null where it has none.</param>
public sealed record RateChange(RateKey Key, decimal? Before, decimal? After)
{
    /// <summary>"changed", "new" or "gone".</summary>
    public string Kind =>
        (Before, After) switch
        {
            (null, _) => "new",
            (_, null) => "gone",
            _ => "changed",
        };

    /// <summary>By how much the rate grew, in percent to two places; null where there is nothing to compare, or it was 0.</summary>
    public decimal? Percent =>
        Before is { } before && After is { } after && before != 0
            ? decimal.Round((after - before) / before * 100, 2)
            : null;
}
