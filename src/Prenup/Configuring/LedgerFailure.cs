namespace Prenup.Configuring;

/// <summary>What happens to new paid work while the ledger cannot be written.</summary>
public enum LedgerFailure : byte
{
    /// <summary>It is refused with 503 before a cloud is called.</summary>
    Refuse,

    /// <summary>It is served on a bounded backlog, then refused.</summary>
    Serve,
}
