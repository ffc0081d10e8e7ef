namespace Prenup.Sandbox.Billing;

/// <summary>Tokens of one call as the cloud reports and bills them. Cached is part of input, reasoning is part of output.</summary>
/// <param name="Input">All prompt tokens, cached ones included.</param>
/// <param name="Cached">Prompt tokens read from the prompt cache.</param>
/// <param name="Output">All generated tokens, reasoning included.</param>
/// <param name="Reasoning">Generated tokens the caller never sees.</param>
public sealed record BilledUsage(long Input, long Cached, long Output, long Reasoning)
{
    /// <summary>Prompt tokens written into the cache, part of input and not of cached; 0 where writing is not billed.</summary>
    public long Written { get; init; }

    /// <summary>Web searches that were run for the answer.</summary>
    public long Searches { get; init; }

    /// <summary>Input plus output.</summary>
    public long Total => Input + Output;

    /// <summary>What is billed when only the first <paramref name="output"/> tokens were generated.</summary>
    internal BilledUsage CutAt(long output)
    {
        long generated = Math.Min(output, Output);
        return this with { Output = generated, Reasoning = Math.Min(Reasoning, generated) };
    }
}
