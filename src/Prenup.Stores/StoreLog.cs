using Microsoft.Extensions.Logging;
using Prenup.Core.Ledger;
using Prenup.Stores.Journal;

namespace Prenup.Stores;

/// <summary>What the journal and its import tell an operator.</summary>
/// <remarks>
/// One class for the project: the SDK's generator writes several in an order that varies, and packages of one commit would differ
/// (https://github.com/dotnet/runtime/issues/119587).
/// </remarks>
internal static partial class StoreLog
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

    [LoggerMessage(106, LogLevel.Warning, "A new month begins in the segment of the one before: {Reason}.")]
    public static partial void MonthInOldSegment(this ILogger logger, string reason);

    [LoggerMessage(
        107,
        LogLevel.Error,
        "The clock is {Behind} behind the ledger's last entry: entries keep that entry's time until it has caught up. Compare it with a time server."
    )]
    public static partial void ClockBehind(this ILogger logger, TimeSpan behind);

    [LoggerMessage(108, LogLevel.Warning, "The clock has caught up with the ledger's last entry.")]
    public static partial void ClockLevel(this ILogger logger);

    [LoggerMessage(120, LogLevel.Error, "SQLite fails: {Reason}. The journal goes on; the import is tried again.")]
    public static partial void ImportFails(this ILogger logger, string reason);

    [LoggerMessage(121, LogLevel.Warning, "SQLite works again.")]
    public static partial void ImportWorks(this ILogger logger);

    [LoggerMessage(123, LogLevel.Information, "The month {Month} is sealed: {Entries} entries.")]
    public static partial void Sealed(this ILogger logger, string month, long entries);

    [LoggerMessage(
        122,
        LogLevel.Warning,
        "{File} does not fit the journal ({Reason}): it is set aside and built anew."
    )]
    public static partial void Rebuilds(this ILogger logger, string file, string reason);
}
