namespace Prenup.Core.Ledger;

/// <summary>How an attempt ended. Never renumber: the journal stores the number.</summary>
public enum Outcome : byte
{
    /// <summary>Its reply ended as its dialect says.</summary>
    Completed = 0,

    /// <summary>The cloud refused it with a status of 400 or above, before any content.</summary>
    Refused = 1,

    /// <summary>It failed before any content: no connection, a timer, a cut, an error event.</summary>
    Failed = 2,

    /// <summary>It failed after content had been produced.</summary>
    Cut = 3,

    /// <summary>The client went away.</summary>
    Aborted = 4,

    /// <summary>The gateway ended before it did; closed at the next start.</summary>
    Lost = 5,
}
