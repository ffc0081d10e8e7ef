namespace Prenup.Stores.Months;

/// <summary>What the columns of a month's table <c>entries</c> hold, behind <c>seq</c> and <c>digest</c>, in their order.</summary>
/// <remarks>Never renumber: a row's digest names columns by these numbers. New ones come last; behind them are the meters, which are numbered by themselves.</remarks>
public enum EntryColumn : byte
{
    /// <summary>What the row is: an <see cref="EntryKind"/>.</summary>
    Kind = 0,

    /// <summary>The attempt that it is about.</summary>
    Attempt = 1,

    /// <summary>The attempt's exchange.</summary>
    Exchange = 2,

    /// <summary>1 for the exchange's first attempt.</summary>
    Ordinal = 3,

    /// <summary>When the attempt was opened, in microseconds since 1970; of an adjustment, when it was made.</summary>
    OpenedAt = 4,

    /// <summary>When the entry was made; it never runs backwards from row to row.</summary>
    At = 5,

    /// <summary>The key, a name.</summary>
    Key = 6,

    /// <summary>The project, a name.</summary>
    Project = 7,

    /// <summary>The team, a name.</summary>
    Team = 8,

    /// <summary>The model, a name.</summary>
    Model = 9,

    /// <summary>The offer, a name.</summary>
    Offer = 10,

    /// <summary>The account, a name.</summary>
    Account = 11,

    /// <summary>The cloud.</summary>
    Cloud = 12,

    /// <summary>The dialect.</summary>
    Dialect = 13,

    /// <summary>The operation.</summary>
    Operation = 14,

    /// <summary>1 where a stream was asked for.</summary>
    Streamed = 15,

    /// <summary>What was reserved in the budgets.</summary>
    Reserved = 16,

    /// <summary>How the attempt ended.</summary>
    Outcome = 17,

    /// <summary>How its usage is known.</summary>
    Basis = 18,

    /// <summary>How an estimate was made, or why an adjustment was: a name.</summary>
    Method = 19,

    /// <summary>The line of terms, a name.</summary>
    Terms = 20,

    /// <summary>The cost, or what an adjustment adds to it.</summary>
    Cost = 21,

    /// <summary>The cost that the cloud states.</summary>
    ReportedCost = 22,

    /// <summary>The HTTP status.</summary>
    Status = 23,

    /// <summary>The fault.</summary>
    Fault = 24,

    /// <summary>The model served, a name.</summary>
    ServedModel = 25,

    /// <summary>The tier served, a name.</summary>
    ServedTier = 26,

    /// <summary>Microseconds to the first content.</summary>
    FirstContent = 27,

    /// <summary>Microseconds to the end.</summary>
    Duration = 28,

    /// <summary>An adjustment's own id.</summary>
    Adjustment = 29,

    /// <summary>The client's tags, a text.</summary>
    Tags = 30,

    /// <summary>The cloud's request id, a text.</summary>
    CloudRequest = 31,

    /// <summary>The stored object's id, a text.</summary>
    StoredId = 32,
}
