using Prenup.Core.Usage;

namespace Prenup.Core.Prices;

/// <summary>The rates of one price for one service tier and one context band.</summary>
/// <param name="Tier">The tier as served: <c>default</c>, <c>flex</c>, <c>priority</c>.</param>
/// <param name="AboveInputTokens">The band begins above this many input tokens; 0 is the first band.</param>
/// <param name="UsdPerMillion">
/// USD per million by <see cref="Meter"/> number, whatever the meter counts; null where the source names no rate.
/// </param>
public sealed record PriceRow(string Tier, long AboveInputTokens, IReadOnlyList<decimal?> UsdPerMillion)
{
    /// <summary>
    /// Whether the band's rates hold only for what lies beyond its step, and the band below for what lies before it; false where
    /// they hold for the whole request.
    /// </summary>
    public bool Beyond { get; init; }

    /// <summary>The rate of one meter in USD per million, or null.</summary>
    public decimal? this[Meter meter] => UsdPerMillion[(int)meter];

    /// <summary>The same rate as price lists name it: in USD for as many as <see cref="Meters.PricedBy"/> says.</summary>
    public decimal? Listed(Meter meter) => this[meter] * meter.PricedBy() / 1_000_000;
}
