using Prenup.Core.Money;
using Prenup.Core.Usage;

namespace Prenup.Core.Prices;

/// <summary>The one function that prices usage: for the ledger, replies and reports alike.</summary>
public static class Pricing
{
    /// <summary>The tier priced where a cloud names none.</summary>
    public const string DefaultTier = "default";

    /// <summary>The tier of what is handed in as a batch. No reply names it: an offer does.</summary>
    public const string BatchTier = "batch";

    /// <summary>The tier that is billed: the one that the reply names, whatever was asked for.</summary>
    /// <param name="served">What the reply names; null or <c>auto</c> where it leaves that open.</param>
    /// <param name="bought">What the offer is bought at; null where it says nothing.</param>
    public static string Tier(string? served, string? bought) =>
        bought == BatchTier ? BatchTier
        : served is null or "auto" ? bought ?? DefaultTier
        : served;

    /// <summary>Prices a usage vector at a price in force, by the tier served.</summary>
    /// <param name="usage">What was used.</param>
    /// <param name="price">The price in force when the attempt began; null where the book has none.</param>
    /// <param name="tierServed">The tier that the reply names; null or <c>auto</c> is the default tier.</param>
    public static Cost Of(in UsageVector usage, Price? price, string? tierServed)
    {
        if (price is null)
        {
            return new Cost(null, null, "no price in the book");
        }
        var tier = Tier(tierServed, null);
        return price.Resolve(tier, usage.TotalIn) is { } terms
            ? Again(usage, terms)
            : new Cost(null, null, $"no rates for tier '{tier}' in price '{price.Id}'");
    }

    /// <summary>Prices a usage vector under resolved terms, without a book; unknown where they keep no rates.</summary>
    public static Cost Again(in UsageVector usage, Terms terms) =>
        terms.Bands switch
        {
            [] => new Cost(null, terms, "the terms keep no rates"),
            [var row] => Whole(usage, row, terms),
            var bands => Stepped(usage, bands, terms),
        };

    private static Cost Whole(in UsageVector usage, PriceRow row, Terms terms)
    {
        var amount = PicoDollars.Zero;
        for (var meter = Meter.TextIn; meter < (Meter)Meters.Count; meter++)
        {
            if (usage[meter] is not { } count || count == 0 || !meter.IsPriced())
            {
                continue;
            }
            if (row[meter] is not { } rate)
            {
                return Unrated(meter, terms);
            }
            amount += PicoDollars.Of(count, rate);
        }
        return new Cost(amount, terms, null);
    }

    // The prompt is laid out along the steps. What it led to has no place in it, and is billed at the band that it reached.
    private static Cost Stepped(in UsageVector usage, IReadOnlyList<PriceRow> bands, Terms terms)
    {
        var rest = usage;
        var amount = PicoDollars.Zero;
        long begin = 0;
        foreach (var meter in Meters.InPromptOrder)
        {
            var end = begin + (usage[meter] ?? 0);
            var exact = 0m;
            for (var i = 0; i < bands.Count; i++)
            {
                var from = i == 0 ? 0 : bands[i].AboveInputTokens;
                var until = i + 1 < bands.Count ? bands[i + 1].AboveInputTokens : long.MaxValue;
                var count = Math.Min(end, until) - Math.Max(begin, from);
                if (count > 0)
                {
                    if (bands[i][meter] is not { } rate)
                    {
                        return Unrated(meter, terms);
                    }
                    exact += count * (rate * 1_000_000m);
                }
            }
            amount += PicoDollars.Rounded(exact);
            rest = rest.With(meter, 0);
            begin = end;
        }
        var others = Whole(rest, bands[^1], terms);
        return others.Amount is { } more ? others with { Amount = amount + more } : others;
    }

    private static Cost Unrated(Meter meter, Terms terms) =>
        new(null, terms, $"no rate for {meter.Name()} in price '{terms.PriceId}'");
}
