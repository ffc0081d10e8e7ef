using Prenup.Configuring.Yaml;
using Prenup.Core.Prices;
using Prenup.Core.Usage;

namespace Prenup.Configuring;

/// <summary><c>{ tier: batch, above: 272000, beyond: true, text-in: 2.5, text-out: 15, web-searches: 0.01 }</c></summary>
/// <remarks>Rates are USD per million tokens, or for one of what is counted by the piece, by the names in <see cref="Meters"/>.</remarks>
internal static class PriceRowField
{
    /// <summary>With so many digits, tokens times rate stays exact within a decimal until it is rounded once.</summary>
    public const int MostDecimals = 12;

    /// <summary>A rate is below this many USD, for a million tokens or for one of what is counted by the piece.</summary>
    public const decimal MostUsdPerMillion = 1_000_000;

    private static readonly Meter[] Priced = [.. Meters.All.Where(static meter => meter.IsPriced())];

    /// <summary>The row, or null after saying what is wrong with it.</summary>
    public static PriceRow? Read(Field field)
    {
        if (field.Block() is not { } block)
        {
            return null;
        }
        var tier = block["tier"] is { } written ? written.Text() : Pricing.DefaultTier;
        var above = block["above"]?.Integer(least: 1) ?? 0;
        var beyond = block["beyond"]?.Choice(("true", true), ("false", false)) ?? false;
        var rates = new decimal?[Meters.Count];
        foreach (var meter in Priced)
        {
            rates[(int)meter] = block[meter.Name()] is { } rate ? ReadRate(rate, meter) : null;
        }
        if (above == 0 && rates.All(static rate => rate is null))
        {
            field.Error("a row holds at least one rate; only a band above another may be unknown");
        }
        if (beyond && above == 0)
        {
            field.Error("beyond belongs to a band above another: say above how many input tokens");
        }
        block.Close();
        return tier is null ? null : new PriceRow(tier, above, rates) { Beyond = beyond };
    }

    // Without trailing zeros, as it was written.
    private static decimal? Plain(decimal? rate) => rate / 1.000000000000000000000000000000m;

    private static decimal? ReadRate(Field field, Meter meter)
    {
        var rate = field.Number(below: MostUsdPerMillion);
        if (rate?.Scale > MostDecimals)
        {
            field.Error($"expected at most {MostDecimals} decimals");
            return null;
        }
        return Plain(rate * (1_000_000 / meter.PricedBy()));
    }
}
