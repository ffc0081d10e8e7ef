using Prenup.Core.Money;
using Prenup.Core.Usage;

namespace Prenup.Core.Prices;

/// <summary>The one function that prices usage: for the ledger, replies and reports alike.</summary>
public static class Pricing
{
    /// <summary>The tier priced where a cloud names none.</summary>
    public const string DefaultTier = "default";

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
        var tier = tierServed is null or "auto" ? DefaultTier : tierServed;
        if (price.Row(tier, usage.TotalIn) is not { } row)
        {
            return new Cost(null, null, $"no rates for tier '{tier}' in price '{price.Id}'");
        }
        var terms = new Terms(price.Key, price.ValidFrom, tier, row.AboveInputTokens) { Bands = new[] { row } };
        return Of(usage, row, terms);
    }

    /// <summary>Prices a usage vector again under the terms of its entry, without a book; unknown where they keep no rates.</summary>
    public static Cost Again(in UsageVector usage, Terms terms) =>
        terms.Bands is [var row] ? Of(usage, row, terms) : new Cost(null, terms, "the terms keep no rates");

    private static Cost Of(in UsageVector usage, PriceRow row, Terms terms)
    {
        var amount = PicoDollars.Zero;
        for (var meter = Meter.TextIn; meter < Meter.Reasoning; meter++)
        {
            if (usage[meter] is not { } tokens || tokens == 0)
            {
                continue;
            }
            if (row[meter] is not { } rate)
            {
                return new Cost(null, terms, $"no rate for {meter.Name()} in price '{terms.PriceId}'");
            }
            amount += PicoDollars.Of(tokens, rate);
        }
        return new Cost(amount, terms, null);
    }
}
