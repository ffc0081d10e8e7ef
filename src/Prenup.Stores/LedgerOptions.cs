namespace Prenup.Stores;

/// <summary>Where the ledger lies and what it promises.</summary>
public sealed record LedgerOptions
{
    /// <summary>The data folder; made, private to the user, where it is missing.</summary>
    public required string Folder { get; init; }

    /// <summary>What an accepted attempt survives.</summary>
    public LedgerDurability Durability { get; init; } = LedgerDurability.Process;

    /// <summary>What happens while the journal cannot be written.</summary>
    public LedgerFailure OnFailure { get; init; } = LedgerFailure.Refuse;

    /// <summary>Entries at most that wait in memory for a journal that cannot be written.</summary>
    public int Backlog { get; init; } = 10_000;

    /// <summary>Bytes of one journal segment; null is 16 MiB, or an eighth of the free disk where that is less (64 KiB at least).</summary>
    public long? SegmentBytes { get; init; }

    /// <summary>Whether segments are mapped into memory where their file system keeps reserved blocks; otherwise each record is one write.</summary>
    public bool Maps { get; init; } = true;

    /// <summary>How often a journal that cannot be written is tried again.</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often new entries are taken over into SQLite.</summary>
    public TimeSpan ImportInterval { get; init; } = TimeSpan.FromMilliseconds(25);
}
