using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Prenup.Stores.Journal;
using Prenup.Stores.Months;
using SQLitePCL;

namespace Prenup.Stores.Sealing;

/// <summary>Closes months that are over: their segments are archived, their files get indexes and need no writer's log any more.</summary>
internal static class MonthSealing
{
    /// <summary>Seals every month before another that is not sealed yet. It can be interrupted, and is taken up at the next start.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    /// <exception cref="IOException">The disk fails.</exception>
    public static void Before(DataFolder folder, LedgerMonth current, ILogger log)
    {
        foreach (var month in folder.Months().Where(month => month < current))
        {
            var head = Finish(folder, month);
            var segments = Archive(folder, month);
            if (!File.Exists(folder.Seal(month)))
            {
                var sealedSegments = segments.Select(number => SealedSegment.Of(folder, number));
                new MonthSeal(head.Entries, Convert.ToHexStringLower(head.Digest), [.. sealedSegments]).Write(
                    folder,
                    month
                );
                log.Sealed(month.Name, head.Entries);
            }
        }
    }

    // Readers of a file without a log hold nobody up, and need no right to write.
    private static MonthHead Finish(DataFolder folder, LedgerMonth month)
    {
        using var connection = SqliteFile.OpenForReading(folder.Month(month), queryOnly: false);
        var head = MonthHead.Read(connection, month);
        if (!IsFinished(connection))
        {
            SqliteFile.Execute(connection, MonthSchema.Indexes);
            try
            {
                SqliteFile.Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE;");
            }
            catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED)
            {
                // Somebody reads it: the next start does it.
            }
        }
        return head;
    }

    private static bool IsFinished(SqliteConnection connection)
    {
        using var mode = new SqliteStatement(connection, "PRAGMA journal_mode");
        using var index = new SqliteStatement(connection, "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'index'");
        return mode.Read() && mode.Text(0) == "delete" && index.Read() && index.Number(0) == MonthSchema.IndexCount;
    }

    // A segment in which the next month begins stays, and is archived with that month.
    private static IReadOnlyList<int> Archive(DataFolder folder, LedgerMonth month)
    {
        DataFolder.CreatePrivate(folder.Archive(month));
        var next = SegmentStarts.Of(folder, month.Next);
        foreach (var number in folder.Segments().Where(number => number < next && File.Exists(folder.Segment(number))))
        {
            File.Move(
                folder.Segment(number),
                Path.Combine(folder.Archive(month), Path.GetFileName(folder.Segment(number)))
            );
        }
        return folder.Segments(month);
    }
}
