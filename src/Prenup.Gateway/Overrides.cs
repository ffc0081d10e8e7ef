using Prenup.Core.Keys;
using Prenup.Core.Offers;

namespace Prenup.Gateway;

/// <summary>What a client wants to decide itself, by header; its key has to permit each.</summary>
public sealed record Overrides
{
    /// <summary>Forces an offer.</summary>
    public const string OfferHeader = "x-prenup-offer";

    /// <summary>Excludes offers: names with commas between them.</summary>
    public const string ExcludeHeader = "x-prenup-exclude-offers";

    /// <summary>Bounds the exchange's cost: a number of USD.</summary>
    public const string CostCapHeader = "x-prenup-max-cost-usd";

    /// <summary>The offer to ask; null leaves it to routing.</summary>
    public string? Offer { get; init; }

    /// <summary>Offers not to ask.</summary>
    public IReadOnlyList<string> Excluded { get; init; } = [];

    /// <summary>What each attempt may cost at most, in USD; null is no cap.</summary>
    public decimal? CostCapUsd { get; init; }

    /// <summary>The header that cannot be read; null where all can.</summary>
    public string? Unreadable { get; init; }

    /// <summary>What the key has to permit.</summary>
    public KeyOverrides Needed =>
        (Offer is null ? KeyOverrides.None : KeyOverrides.Offer)
        | (Excluded.Count == 0 ? KeyOverrides.None : KeyOverrides.Exclude)
        | (CostCapUsd is null ? KeyOverrides.None : KeyOverrides.CostCap);

    /// <summary>Whether they leave an offer to be asked.</summary>
    public bool Allows(Offer offer) => (Offer is null || offer.Name == Offer) && !Excluded.Contains(offer.Name);

    /// <summary>The header of one of <see cref="Needed"/>.</summary>
    public static string Header(KeyOverrides one) =>
        one switch
        {
            KeyOverrides.Offer => OfferHeader,
            KeyOverrides.Exclude => ExcludeHeader,
            _ => CostCapHeader,
        };
}
