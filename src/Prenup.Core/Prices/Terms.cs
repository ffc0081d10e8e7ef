namespace Prenup.Core.Prices;

/// <summary>
/// The resolved terms an attempt was priced under, with the rates themselves: kept in its entry, so that it recomputes exactly
/// whatever becomes of the book.
/// </summary>
/// <param name="PriceId">The price in the book, by its <see cref="Price.Key"/>.</param>
/// <param name="ValidFrom">Which version of it.</param>
/// <param name="Tier">The tier served.</param>
/// <param name="AboveInputTokens">The context band's lower edge.</param>
public sealed record Terms(string PriceId, DateTimeOffset ValidFrom, string Tier, long AboveInputTokens)
{
    /// <summary>
    /// The rates that were applied, each band to the input tokens beyond its own step, from the lowest on; one alone to everything.
    /// Empty in entries of a version that did not keep them.
    /// </summary>
    public IReadOnlyList<PriceRow> Bands { get; init; } = [];

    /// <summary>
    /// Where the cloud spilled the request over: the offer whose price this is, or, where no contract names one, the cloud's
    /// deployment; null where it did not.
    /// </summary>
    public string? SpilledTo { get; init; }

    /// <summary>All of it as one line, which <see cref="TermsText.Parse"/> reads. Ledgers keep this.</summary>
    public string Text => TermsText.Of(this);

    /// <summary>Equal terms price alike: version, tier, band and every rate.</summary>
    public bool Equals(Terms? other) =>
        other is not null
        && PriceId == other.PriceId
        && ValidFrom == other.ValidFrom
        && Tier == other.Tier
        && AboveInputTokens == other.AboveInputTokens
        && SpilledTo == other.SpilledTo
        && (ReferenceEquals(Bands, other.Bands) || Bands.SequenceEqual(other.Bands, SameRates.Instance));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(PriceId, ValidFrom, Tier, AboveInputTokens);

    private sealed class SameRates : EqualityComparer<PriceRow>
    {
        public static SameRates Instance { get; } = new();

        public override bool Equals(PriceRow? x, PriceRow? y) =>
            ReferenceEquals(x, y)
            || (
                x is not null
                && y is not null
                && x.AboveInputTokens == y.AboveInputTokens
                && x.UsdPerMillion.SequenceEqual(y.UsdPerMillion)
            );

        public override int GetHashCode(PriceRow obj) => obj.AboveInputTokens.GetHashCode();
    }
}
