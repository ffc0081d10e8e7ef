using Microsoft.Data.Sqlite;
using Prenup.Stores.Journal;
using Prenup.Stores.Months;
using Prenup.Stores.State;

namespace Prenup.Stores.Importing;

/// <summary>Finds the months whose files are missing, or end before what <c>state.db</c> has: from there the journal is read again.</summary>
internal static class BehindMonths
{
    /// <summary>The segment to begin with; null where all files are as far as <c>state.db</c> is.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="state">What was taken over at least.</param>
    /// <param name="end">The journal's end.</param>
    /// <param name="opening">Is told each file before it is opened.</param>
    /// <param name="setAside">Sets a file aside, with the reason.</param>
    /// <exception cref="SqliteException">A file cannot be read.</exception>
    /// <exception cref="IOException">A segment cannot be read.</exception>
    public static int? Of(
        DataFolder folder,
        StateFile state,
        JournalPosition end,
        Action<string> opening,
        Action<string, string> setAside
    )
    {
        int? first = null;
        foreach (var month in Last(folder, state))
        {
            opening(folder.Month(month));
            if (File.Exists(folder.Month(month)) && Position(folder, month) > end)
            {
                setAside(folder.Month(month), "it is ahead of the journal");
            }
        }
        foreach (var month in folder.ArchivedMonths().Concat(Last(folder, state)))
        {
            if (!File.Exists(folder.Month(month)))
            {
                Need(SegmentStarts.Of(folder, month));
            }
            else if (month == state.Month && Position(folder, month) is var position && position < state.Position)
            {
                Need(position.Segment);
            }
        }
        return first is { } segment && new JournalPosition(segment, 0) < state.Position ? segment : null;

        void Need(int segment) => first = first is { } other ? Math.Min(other, segment) : segment;
    }

    private static IEnumerable<LedgerMonth> Last(DataFolder folder, StateFile state) =>
        folder.Months().TakeLast(1).Concat(state.Month is { } month ? [month] : []).Distinct();

    private static JournalPosition Position(DataFolder folder, LedgerMonth month)
    {
        using var connection = SqliteFile.OpenForReading(folder.Month(month));
        var head = MonthHead.Read(connection, month);
        return head.Wrong is { } wrong ? throw MonthFile.Corrupt(wrong) : head.Position;
    }
}
