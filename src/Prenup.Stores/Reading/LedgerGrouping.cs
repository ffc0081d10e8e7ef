namespace Prenup.Stores.Reading;

/// <summary>What attempts are summed up by.</summary>
public enum LedgerGrouping : byte
{
    /// <summary>All in one sum.</summary>
    All = 0,

    /// <summary>By cloud.</summary>
    Cloud = 1,

    /// <summary>By account.</summary>
    Account = 2,

    /// <summary>By virtual key.</summary>
    Key = 3,

    /// <summary>By project.</summary>
    Project = 4,

    /// <summary>By team.</summary>
    Team = 5,

    /// <summary>By model asked for.</summary>
    Model = 6,

    /// <summary>By offer.</summary>
    Offer = 7,

    /// <summary>By state.</summary>
    State = 8,

    /// <summary>By day, in UTC: <c>2026-09-30</c>.</summary>
    Day = 9,

    /// <summary>By hour, in UTC: <c>2026-09-30T14:00Z</c>.</summary>
    Hour = 10,

    /// <summary>By minute, in UTC: <c>2026-09-30T14:05Z</c>.</summary>
    Minute = 11,

    /// <summary>By the value of one of the client's tags.</summary>
    Tag = 12,
}
