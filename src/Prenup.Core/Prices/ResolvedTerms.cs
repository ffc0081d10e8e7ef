using System.Runtime.CompilerServices;

namespace Prenup.Core.Prices;

/// <summary>The terms of a price's rows, made when first needed: thousands of entries share them.</summary>
internal sealed class ResolvedTerms
{
    private static readonly ConditionalWeakTable<Price, ResolvedTerms> All = [];
    private readonly Price _price;
    private readonly Terms?[] _byRow;

    private ResolvedTerms(Price price)
    {
        _price = price;
        _byRow = new Terms?[price.Rows.Count];
    }

    /// <summary>The terms under which usage that reached this row is priced.</summary>
    public Terms this[int row] => _byRow[row] ??= Make(_price.Rows[row]);

    public static ResolvedTerms Of(Price price) => All.GetValue(price, static price => new ResolvedTerms(price));

    private Terms Make(PriceRow reached)
    {
        var bands = new List<PriceRow> { reached };
        while (bands[0].Beyond && Below(bands[0]) is { } below)
        {
            bands.Insert(0, below);
        }
        return new Terms(_price.Key, _price.ValidFrom, reached.Tier, reached.AboveInputTokens) { Bands = [.. bands] };
    }

    private PriceRow? Below(PriceRow band) =>
        _price
            .Rows.Where(row => row.Tier == band.Tier && row.AboveInputTokens < band.AboveInputTokens)
            .MaxBy(static row => row.AboveInputTokens);
}
