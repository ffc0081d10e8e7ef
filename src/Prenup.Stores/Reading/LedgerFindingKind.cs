namespace Prenup.Stores.Reading;

/// <summary>What a check of the ledger can find wrong.</summary>
public enum LedgerFindingKind : byte
{
    /// <summary>Bytes of the journal are no record.</summary>
    Corrupt = 0,

    /// <summary>A journal's entry is not in SQLite.</summary>
    MissingInSqlite = 1,

    /// <summary>A row of SQLite is not in the journal.</summary>
    MissingInJournal = 2,

    /// <summary>An entry differs between the journal and SQLite.</summary>
    Differs = 3,

    /// <summary>An attempt was opened or closed twice.</summary>
    Twice = 4,

    /// <summary>A closed entry without an opened one before it.</summary>
    NotOpened = 5,

    /// <summary>An entry's time is before that of the entry before it.</summary>
    TimeBackwards = 6,

    /// <summary>A cost that does not recompute from its usage and terms.</summary>
    Cost = 7,

    /// <summary>A cost whose terms are not in the price book.</summary>
    TermsUnknown = 8,

    /// <summary>A row, a name or a head whose digest says something else: bytes of it were changed.</summary>
    Changed = 9,

    /// <summary>SQLite finds its file damaged.</summary>
    Damaged = 10,

    /// <summary>An adjustment of an attempt that the ledger does not have.</summary>
    AdjustsNothing = 11,

    /// <summary>A rollup that says something else than the entries it sums up.</summary>
    Rollup = 12,
}
