using Prenup.Configuring.Yaml;
using Prenup.Core.Prices;

namespace Prenup.Configuring;

/// <summary>Reads a price book: <c>prices: { openai/gpt-5.5: [{ valid-from: …, source: …, rows: [{ tier: default, text-in: 5 }] }] }</c>.</summary>
/// <remarks>A price that holds for several scopes alike lists them: <c>scope: [global, regional]</c>; it is then one price for each.</remarks>
internal static class PriceFile
{
    /// <summary>The prices that are sound; the others are among the reading's problems.</summary>
    public static IReadOnlyList<Price> Read(string yaml, Reading reading)
    {
        var root = Document.Read(yaml, reading)?.Block();
        var prices = new List<Price>();
        var keys = new HashSet<(string, DateTimeOffset)>();
        foreach (var id in root?.Require("prices")?.Block()?.All ?? [])
        {
            foreach (var version in id.Items())
            {
                foreach (var price in ReadVersion(id, version))
                {
                    prices.Add(price);
                    if (!keys.Add((price.Key, price.ValidFrom)))
                    {
                        version.Error($"two prices for scope '{price.Scope}' from the same instant");
                    }
                }
            }
        }
        root?.Close();
        return prices;
    }

    private static IEnumerable<Price> ReadVersion(Field id, Field version)
    {
        if (!id.IsName(id.Name) || version.Block() is not { } block)
        {
            return [];
        }
        var from = block.Require("valid-from")?.Instant();
        var until = block["valid-until"]?.Instant();
        var source = block.Require("source")?.Text();
        var scopes = block["scope"] is { } scope ? ReadScopes(scope) : [Price.GlobalScope];
        var rows = block.Require("rows")?.Items().Select(PriceRowField.Read).OfType<PriceRow>().ToList() ?? [];
        block.Close();
        foreach (
            var twice in rows.GroupBy(static row => (row.Tier, row.AboveInputTokens)).Where(static g => g.Count() > 1)
        )
        {
            version.Error($"two rows for tier '{twice.Key.Tier}' above {twice.Key.AboveInputTokens}");
        }
        if (until <= from)
        {
            version.Error("valid-until is exclusive and has to come after valid-from");
        }
        if (from is not { } begin || source is null || rows.Count == 0)
        {
            return [];
        }
        var price = new Price(id.Name, begin, source, rows) { ValidUntil = until };
        return scopes.Select(scope => price with { Scope = scope });
    }

    private static List<string> ReadScopes(Field field)
    {
        var written = field.IsList ? field.Texts() : [.. new[] { field.Text() }.OfType<string>()];
        if (field.IsList && written.Count == 0)
        {
            field.Error("expected at least one scope");
        }
        return [.. written.Where(field.IsName)];
    }
}
