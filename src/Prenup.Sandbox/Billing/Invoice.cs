namespace Prenup.Sandbox.Billing;

/// <summary>What a cloud charges for everything it has billed so far.</summary>
/// <param name="Cloud">The cloud's name.</param>
/// <param name="Lines">One line for each model, tier, prompt band and meter, in that order.</param>
/// <param name="Calls">One statement for each billed call that the cloud still keeps.</param>
/// <param name="TotalPico">The sum of all lines in pico-dollars (10⁻¹² USD), exact.</param>
public sealed record Invoice(
    string Cloud,
    IReadOnlyList<InvoiceLine> Lines,
    IReadOnlyList<InvoicedCall> Calls,
    Int128 TotalPico
)
{
    /// <summary>The total in USD, exact, with at least two and at most twelve decimals.</summary>
    public string TotalUsd => Usd.Text(TotalPico);
}
