namespace Prenup.Sandbox.Billing;

/// <summary>One priced quantity of one call: tokens or searches, and their amount.</summary>
/// <param name="Name">"input", "cached-input", "cache-write", "output" or "web-search".</param>
/// <param name="Tokens">How many tokens, or searches.</param>
/// <param name="Pico">Their price in pico-dollars (10⁻¹² USD), rounded half-even.</param>
internal readonly record struct Meter(string Name, long Tokens, Int128 Pico)
{
    private const decimal PicoPerMillionth = 1_000_000m;

    // OpenAI's list price: 10 USD for a thousand searches, in USD per million. What they find is prompt.
    private const decimal Searches = 10_000m;

    /// <summary>The meters of one call that have tokens on them.</summary>
    public static IEnumerable<Meter> Read(BilledUsage usage, Rates rates)
    {
        long uncached = usage.Input - usage.Cached - usage.Written;
        if (uncached > 0)
        {
            yield return Price("input", uncached, rates.Input);
        }

        if (usage.Cached > 0)
        {
            yield return Price("cached-input", usage.Cached, rates.Cached);
        }

        if (usage.Written > 0)
        {
            yield return Price("cache-write", usage.Written, rates.Written ?? rates.Input);
        }

        if (usage.Output > 0)
        {
            yield return Price("output", usage.Output, rates.Output);
        }

        if (usage.Searches > 0)
        {
            yield return Price("web-search", usage.Searches, Searches);
        }
    }

    // USD per million tokens, times a million, is pico-dollars per token.
    private static Meter Price(string name, long tokens, decimal usdPerMillion) =>
        new(name, tokens, (Int128)decimal.Round(tokens * usdPerMillion * PicoPerMillionth, 0, MidpointRounding.ToEven));
}
