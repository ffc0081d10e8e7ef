using Microsoft.Extensions.Logging;
using Prenup.Core.Ledger;

namespace Prenup.Stores.Journal;

/// <summary>What the journal tells an operator.</summary>
internal static partial class JournalLog
{
    [LoggerMessage(
        100,
        LogLevel.Critical,
        "The journal cannot be written: {Reason}. It is tried again every {Interval}."
    )]
    public static partial void CannotWrite(this ILogger logger, string reason, TimeSpan interval);

    [LoggerMessage(101, LogLevel.Warning, "The journal is written again; {Entries} entries had waited in memory.")]
    public static partial void WritesAgain(this ILogger logger, int entries);

    [LoggerMessage(
        102,
        LogLevel.Critical,
        "No room in memory for the closed entry of {Attempt}: it becomes unknown at the next start."
    )]
    public static partial void ClosedDropped(this ILogger logger, LedgerId attempt);

    [LoggerMessage(103, LogLevel.Error, "Attempt {Attempt} was closed and is not open: the entry is ignored.")]
    public static partial void NotOpen(this ILogger logger, LedgerId attempt);

    [LoggerMessage(104, LogLevel.Warning, "Journal {Damage}.")]
    public static partial void Damaged(this ILogger logger, JournalDamage damage);

    [LoggerMessage(
        105,
        LogLevel.Warning,
        "{Attempts} attempts were open when the gateway ended; they are closed as lost."
    )]
    public static partial void Lost(this ILogger logger, int attempts);
}
