using Prenup.Core.Usage;

namespace Prenup.Tests.Prices;

/// <summary>One rate that a catalogue lists.</summary>
/// <param name="Catalogue">Which one: <c>litellm</c>.</param>
/// <param name="Place">What it is the rate of.</param>
/// <param name="Rate">USD per million tokens, without trailing zeros.</param>
internal sealed record CatalogueRate(string Catalogue, RatePlace Place, decimal Rate);

/// <summary>What a rate is the rate of.</summary>
internal sealed record RatePlace(string Price, string Tier, long Above, Meter Meter)
{
    public override string ToString() => $"{Price} {Tier} above {Above} {Meter.Name()}";
}
