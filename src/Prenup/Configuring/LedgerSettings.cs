using Prenup.Stores;

namespace Prenup.Configuring;

/// <summary>How the ledger is written.</summary>
public sealed record LedgerSettings
{
    /// <summary>The defaults.</summary>
    public static LedgerSettings Default { get; } = new();

    /// <summary>What an entry survives. Default <see cref="LedgerDurability.Process"/>: no disk wait before a call.</summary>
    public LedgerDurability Durability { get; init; } = LedgerDurability.Process;

    /// <summary>What happens to new work while the ledger cannot be written. Default <see cref="LedgerFailure.Refuse"/>.</summary>
    public LedgerFailure WhenFailing { get; init; } = LedgerFailure.Refuse;

    /// <summary>One journal file at most, in bytes. Default 16 MiB: about a hundred thousand entries.</summary>
    public long SegmentBytes { get; init; } = 16L << 20;
}
