namespace Prenup.Sandbox.Billing;

/// <summary>List prices of one model at one tier and prompt length, in USD per million tokens.</summary>
/// <param name="Input">Prompt tokens that were not cached.</param>
/// <param name="Cached">Prompt tokens read from the cache.</param>
/// <param name="Output">Generated tokens.</param>
/// <param name="Written">Prompt tokens written into the cache; null where writing costs nothing extra and is not reported.</param>
internal sealed record Rates(decimal Input, decimal Cached, decimal Output, decimal? Written = null)
{
    public Rates Times(decimal inputs, decimal output) =>
        new(Input * inputs, Cached * inputs, Output * output, Written * inputs);
}

/// <summary>What one model costs at one cloud. A missing tier is not sold: the request is served at the default tier or refused.</summary>
/// <param name="Standard">The default tier.</param>
/// <param name="Flex">Half price, slower; null where it is not sold.</param>
/// <param name="Priority">Faster at a premium; null where it is not sold.</param>
/// <param name="Long">The default tier of a whole request with a prompt above <see cref="LongPrompt"/>; null where there is no such band.</param>
internal sealed record RateCard(Rates Standard, Rates? Flex = null, Rates? Priority = null, Rates? Long = null)
{
    /// <summary>Prompts longer than this many tokens are billed wholly at the long rates.</summary>
    public const long LongPrompt = 272_000;

    /// <summary>Whether the tier is sold at all.</summary>
    public bool Sells(string tier) =>
        tier switch
        {
            "flex" => Flex is not null,
            "priority" => Priority is not null,
            _ => true,
        };

    public bool IsLong(long promptTokens) => Long is not null && promptTokens > LongPrompt;

    /// <summary>The rates of one call. Long prompts keep the tier's proportion to the default tier.</summary>
    public Rates For(string tier, long promptTokens)
    {
        if (IsLong(promptTokens))
        {
            return tier == "flex" ? Long!.Times(0.5m, 0.5m) : Long!;
        }

        return tier switch
        {
            "flex" => Flex ?? Standard,
            "priority" => Priority ?? Standard,
            _ => Standard,
        };
    }
}
