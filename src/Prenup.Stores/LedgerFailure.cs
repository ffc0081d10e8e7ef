namespace Prenup.Stores;

/// <summary>What to do with new paid work while the journal cannot be written.</summary>
public enum LedgerFailure : byte
{
    /// <summary>Refuse it before a cloud is called.</summary>
    Refuse = 0,

    /// <summary>Serve it, and keep its entries in a bounded backlog in memory until the journal recovers.</summary>
    Serve = 1,
}
