namespace Prenup.Stores;

/// <summary>What an accepted attempt survives.</summary>
public enum LedgerDurability : byte
{
    /// <summary>The end of the process at any moment (<c>kill -9</c>): the entry is in the kernel's page cache.</summary>
    Process = 0,

    /// <summary>Loss of power too: an fsync covers the entry before it is accepted; one fsync for all that wait.</summary>
    Power = 1,
}
