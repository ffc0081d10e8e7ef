namespace Prenup.Sandbox.Billing;

/// <summary>Why and how much one call was billed.</summary>
/// <param name="Sequence">The call's number at this cloud.</param>
/// <param name="AttemptId">The caller's <c>x-client-request-id</c>, if it sent one.</param>
/// <param name="Basis">"complete": the whole answer; "cut": the prompt and the tokens generated before the reply ended.</param>
/// <param name="Usage">The tokens billed.</param>
/// <param name="Pico">The amount in pico-dollars (10⁻¹² USD).</param>
public sealed record InvoicedCall(long Sequence, string? AttemptId, string Basis, BilledUsage Usage, Int128 Pico);
