using Prenup.Core.Faults;
using Prenup.Core.Ledger;
using Prenup.Core.Offers;

namespace Prenup.Core.Billing;

/// <summary>How an attempt ended, as far as it matters for whether its cloud bills it. Its bytes had left.</summary>
/// <param name="Cloud">The cloud.</param>
/// <param name="At">When it began: rules have dates.</param>
/// <param name="Status">The HTTP status; 0 where none came.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Fault">What went wrong.</param>
/// <param name="HasOutput">Whether the model had begun to answer.</param>
public readonly record struct Ending(
    Cloud Cloud,
    DateTimeOffset At,
    int Status,
    Outcome Outcome,
    FaultKind Fault,
    bool HasOutput
)
{
    /// <summary>Why the model stopped, in its cloud's word (<c>refusal</c>); null where it says nothing that matters here.</summary>
    public string? Stop { get; init; }

    /// <summary>Of a refusal the category (<c>stop_details.category</c>); null where none is named.</summary>
    public string? Category { get; init; }
}
