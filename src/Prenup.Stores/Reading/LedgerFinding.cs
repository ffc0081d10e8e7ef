using Prenup.Core.Ledger;

namespace Prenup.Stores.Reading;

/// <summary>Something that a check of the ledger found wrong.</summary>
/// <param name="Kind">What.</param>
/// <param name="Text">For people: what was expected, and what is there.</param>
/// <param name="Attempt">The attempt; null where it is not about one.</param>
/// <param name="Segment">The journal's segment; null where it is not about the journal.</param>
/// <param name="Offset">Bytes from the segment's begin; null where it is not about the journal.</param>
public sealed record LedgerFinding(
    LedgerFindingKind Kind,
    string Text,
    LedgerId? Attempt = null,
    int? Segment = null,
    long? Offset = null
)
{
    /// <summary>The month whose file it is about; null where it is about none.</summary>
    public LedgerMonth? Month { get; init; }

    /// <summary>The row's place in the month; null where it is not about a row.</summary>
    public long? Seq { get; init; }

    /// <summary>The columns that are not as they were written; empty where they cannot be named.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];
}
