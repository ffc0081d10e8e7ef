using Prenup.Core.Usage;

namespace Prenup.Core.Prices;

/// <summary>The rates of one price for one service tier and one context band.</summary>
/// <param name="Tier">The tier as served: <c>default</c>, <c>flex</c>, <c>priority</c>.</param>
/// <param name="AboveInputTokens">The band begins above this many input tokens and then holds for the whole request; 0 is the first band.</param>
/// <param name="UsdPerMillion">USD per million tokens by <see cref="Meter"/> number; null where the source names no rate.</param>
public sealed record PriceRow(string Tier, long AboveInputTokens, IReadOnlyList<decimal?> UsdPerMillion)
{
    /// <summary>The rate of one meter in USD per million tokens, or null.</summary>
    public decimal? this[Meter meter] => UsdPerMillion[(int)meter];
}
