namespace Prenup.Configuring;

/// <summary>What a written entry survives.</summary>
public enum LedgerDurability : byte
{
    /// <summary>The end of the process: entries are with the operating system before a call leaves.</summary>
    Process,

    /// <summary>The loss of power too: entries are on the disk, committed in groups, before a call leaves.</summary>
    Power,
}
