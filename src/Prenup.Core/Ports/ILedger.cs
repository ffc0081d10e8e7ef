using Prenup.Core.Ledger;

namespace Prenup.Core.Ports;

/// <summary>Where attempts are entered. What it accepted survives the end of the process at any moment.</summary>
public interface ILedger
{
    /// <summary>Whether new paid work is accepted now; false while it cannot be written down.</summary>
    bool IsAccepting { get; }

    /// <summary>
    /// Enters an attempt before its first byte leaves, and reserves room for its closed entry. False where it could not be
    /// written: then the attempt must not happen. Completes synchronously unless power-loss safety is on.
    /// </summary>
    ValueTask<bool> OpenAsync(Opened entry);

    /// <summary>Enters how an attempt ended. Never fails: its room was reserved.</summary>
    void Close(Closed entry);

    /// <summary>Corrects the cost of an attempt that has ended. False where it could not be written: then it did not happen.</summary>
    bool Adjust(Adjustment entry);
}
