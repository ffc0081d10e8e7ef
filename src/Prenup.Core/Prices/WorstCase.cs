using System.Runtime.CompilerServices;
using Prenup.Core.Money;
using Prenup.Core.Usage;

namespace Prenup.Core.Prices;

/// <summary>The most that tokens can cost at a price, whichever tier, meter or context band they come to; worked out once per price.</summary>
public sealed class WorstCase
{
    private static readonly ConditionalWeakTable<Price, WorstCase> Known = [];

    // By the lower edge of the context band, descending; rates in whole pico-dollars a token, rounded up.
    private readonly (long Above, long In, long Out)[] _bands;

    private WorstCase(Price price) =>
        _bands = [
            .. price
                .Rows.Select(static row => row.AboveInputTokens)
                .Append(0)
                .Distinct()
                .OrderDescending()
                .Select(above => (above, Dearest(price, above, input: true), Dearest(price, above, input: false))),
        ];

    /// <summary>The one of a price.</summary>
    public static WorstCase Of(Price price) => Known.GetValue(price, static price => new WorstCase(price));

    /// <summary>What so many tokens cost at most; an amount beyond 9.2 million USD counts as that.</summary>
    public PicoDollars Cost(long inputTokens, long outputTokens)
    {
        foreach (var (above, rateIn, rateOut) in _bands)
        {
            if (inputTokens > above || above == 0)
            {
                var cost = ((Int128)inputTokens * rateIn) + ((Int128)outputTokens * rateOut);
                return new PicoDollars((long)Int128.Min(cost, long.MaxValue));
            }
        }
        return PicoDollars.Zero; // never: the last band begins at 0
    }

    // A request that may reach a band may also stay below it.
    private static long Dearest(Price price, long above, bool input)
    {
        var dearest = 0m;
        foreach (var row in price.Rows.Where(row => row.AboveInputTokens <= above))
        {
            for (var meter = Meter.TextIn; meter < Meter.Reasoning; meter++)
            {
                dearest = Math.Max(dearest, meter.IsInput() == input ? row[meter] ?? 0 : 0);
            }
        }
        return decimal.ToInt64(decimal.Ceiling(dearest * 1_000_000m));
    }
}
