using Prenup.Configuring.Yaml;
using Prenup.Core.Prices;
using Prenup.Core.Usage;

namespace Prenup.Configuring;

/// <summary>Reads a price book: <c>prices: { openai/gpt-5.5: [{ valid-from: …, source: …, rows: [{ tier: default, text-in: 5 }] }] }</c>.</summary>
/// <remarks>Rates are USD per million tokens, by the names in <see cref="Meters"/>.</remarks>
internal static class PriceFile
{
    private const int MostDecimals = 12;
    private const decimal MostUsdPerMillion = 1_000_000;

    private static readonly Meter[] Priced = [.. Meters.All.Where(static meter => meter.IsPriced())];

    /// <summary>The prices that are sound; the others are among the reading's problems.</summary>
    public static IReadOnlyList<Price> Read(string yaml, Reading reading)
    {
        var root = Document.Read(yaml, reading)?.Block();
        var prices = new List<Price>();
        foreach (var id in root?.Require("prices")?.Block()?.All ?? [])
        {
            prices.AddRange(id.Items().Select(version => ReadVersion(id, version)).OfType<Price>());
        }
        root?.Close();
        return prices;
    }

    private static Price? ReadVersion(Field id, Field version)
    {
        if (!id.IsName(id.Name) || version.Block() is not { } block)
        {
            return null;
        }
        var from = block.Require("valid-from")?.Date();
        var source = block.Require("source")?.Text();
        var scope = block["scope"]?.Text() ?? Price.GlobalScope;
        var rows = block.Require("rows")?.Items().Select(ReadRow).OfType<PriceRow>().ToList() ?? [];
        block.Close();
        foreach (
            var twice in rows.GroupBy(static row => (row.Tier, row.AboveInputTokens)).Where(static g => g.Count() > 1)
        )
        {
            version.Error($"two rows for tier '{twice.Key.Tier}' above {twice.Key.AboveInputTokens}");
        }
        if (from is not { } day || source is null || rows.Count == 0)
        {
            return null;
        }
        return new Price(id.Name, new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero), source, rows)
        {
            Scope = scope,
        };
    }

    // With so many digits, tokens times rate stays exact within a decimal until it is rounded once.
    private static decimal? ReadRate(Field field)
    {
        var rate = field.Number(below: MostUsdPerMillion);
        if (rate?.Scale > MostDecimals)
        {
            field.Error($"expected at most {MostDecimals} decimals");
            return null;
        }
        return rate;
    }

    private static PriceRow? ReadRow(Field field)
    {
        if (field.Block() is not { } block)
        {
            return null;
        }
        var tier = block["tier"] is { } written ? written.Text() : Pricing.DefaultTier;
        var above = block["above"]?.Integer(least: 1) ?? 0;
        var rates = new decimal?[Meters.Count];
        foreach (var meter in Priced)
        {
            rates[(int)meter] = block[meter.Name()] is { } rate ? ReadRate(rate) : null;
        }
        if (above == 0 && rates.All(static rate => rate is null))
        {
            field.Error("a row holds at least one rate; only a band above another may be unknown");
        }
        block.Close();
        return tier is null ? null : new PriceRow(tier, above, rates);
    }
}
