namespace Prenup.Stores.Journal;

/// <summary>Bytes of the journal that are no record.</summary>
/// <param name="At">Where they begin.</param>
/// <param name="Bytes">How many they are.</param>
/// <param name="IsTorn">True for a write that never ended, at the journal's very end; false for anything else.</param>
public sealed record JournalDamage(JournalPosition At, long Bytes, bool IsTorn)
{
    /// <summary>For people.</summary>
    public override string ToString() =>
        IsTorn ? $"{At}: {Bytes} bytes of a write that never ended" : $"{At}: {Bytes} corrupt bytes";
}
