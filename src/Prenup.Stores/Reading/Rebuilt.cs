namespace Prenup.Stores.Reading;

/// <summary>What a rebuild came to.</summary>
/// <param name="Months">The months that were built anew.</param>
/// <param name="Kept">Those that stayed as they were, because the journal does not have all of them.</param>
/// <param name="Lost">What the journal itself has lost, for people. Where there is any, the files as they were are kept as <c>….aside</c>.</param>
public sealed record Rebuilt(
    IReadOnlyList<LedgerMonth> Months,
    IReadOnlyList<LedgerMonth> Kept,
    IReadOnlyList<string> Lost
);
