using Prenup.Core.Usage;

namespace Prenup.Core.Prices;

/// <summary>How long an answer may be before a request could cost more than it should.</summary>
public static class CostBound
{
    /// <summary>
    /// The most output tokens for each answer that keep the dearest outcome within a cap: every input token at the dearest rate
    /// in, every output token at the dearest rate out, whichever tier and context band it comes to.
    /// </summary>
    /// <param name="price">The price in force.</param>
    /// <param name="capUsd">The most the request may cost, in USD.</param>
    /// <param name="inputTokens">The most input tokens it can have.</param>
    /// <param name="answers">How many answers it asks for; at least 1.</param>
    /// <returns>0 where not even one token fits; <see cref="int.MaxValue"/> where nothing is asked for output.</returns>
    public static int OutputTokens(Price price, decimal capUsd, long inputTokens, int answers)
    {
        var left = capUsd * 1_000_000 - inputTokens * Dearest(price, Meter.TextIn, Meter.ImageIn);
        var rate = Dearest(price, Meter.TextOut, Meter.ImageOut) * answers;
        return left < 0 ? 0
            : rate == 0 ? int.MaxValue
            : (int)Math.Min(left / rate, int.MaxValue);
    }

    private static decimal Dearest(Price price, Meter first, Meter last)
    {
        var dearest = 0m;
        foreach (var row in price.Rows)
        {
            for (var meter = first; meter <= last; meter++)
            {
                dearest = Math.Max(dearest, row[meter] ?? 0);
            }
        }
        return dearest;
    }
}
