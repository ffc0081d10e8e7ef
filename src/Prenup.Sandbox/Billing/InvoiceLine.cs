namespace Prenup.Sandbox.Billing;

/// <summary>One line of an invoice.</summary>
/// <param name="Model">The model, without its date.</param>
/// <param name="Tier">The tier served: default, flex or priority.</param>
/// <param name="Band">"standard", or "long" for prompts above 272 000 tokens.</param>
/// <param name="Meter">"input" (neither read from the cache nor written to it), "cached-input", "cache-write", "output" or "web-search".</param>
/// <param name="Tokens">Tokens, or searches, on this line.</param>
/// <param name="Pico">Amount in pico-dollars (10⁻¹² USD): the sum of each call's own rounded amount.</param>
public sealed record InvoiceLine(string Model, string Tier, string Band, string Meter, long Tokens, Int128 Pico)
{
    /// <summary>The amount in USD.</summary>
    public string AmountUsd => Usd.Text(Pico);
}
