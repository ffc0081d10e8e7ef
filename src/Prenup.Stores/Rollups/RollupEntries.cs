using Microsoft.Data.Sqlite;
using Prenup.Core.Usage;
using Prenup.Stores.Months;

namespace Prenup.Stores.Rollups;

/// <summary>Entries of a month one by one, with no more of them than rollups need.</summary>
internal static class RollupEntries
{
    private static readonly int[] Columns =
    [
        .. new[]
        {
            EntryColumn.Kind,
            EntryColumn.Ordinal,
            EntryColumn.At,
            EntryColumn.Key,
            EntryColumn.Project,
            EntryColumn.Team,
            EntryColumn.Model,
            EntryColumn.Offer,
            EntryColumn.Account,
            EntryColumn.Cloud,
            EntryColumn.Reserved,
            EntryColumn.Outcome,
            EntryColumn.Basis,
            EntryColumn.Cost,
            EntryColumn.Tags,
        }.Select(static column => (int)column),
        .. Enumerable.Range(EntryColumns.Meters, Meters.Count),
    ];

    private static readonly string Select =
        $"SELECT seq, {string.Join(", ", Columns.Select(static column => EntryColumns.Names[column]))} FROM entries";

    /// <summary>Reads a span of places, in order. The row is the same object each time.</summary>
    /// <param name="connection">The month's file.</param>
    /// <param name="first">The first place.</param>
    /// <param name="last">The last one.</param>
    /// <param name="condition">SQL that each has to fulfil, made of numbers.</param>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public static IEnumerable<(long Seq, EntryRow Row)> Read(
        SqliteConnection connection,
        long first,
        long last,
        string condition = "1"
    )
    {
        using var rows = new SqliteStatement(
            connection,
            $"{Select} WHERE seq BETWEEN ? AND ? AND {condition} ORDER BY seq"
        );
        rows.Bind(1, first);
        rows.Bind(2, last);
        var row = new EntryRow();
        while (rows.Read())
        {
            row.Clear();
            for (var i = 0; i < Columns.Length; i++)
            {
                Take(rows, row, i);
            }
            yield return (rows.Number(0), row);
        }
    }

    private static void Take(SqliteStatement rows, EntryRow row, int i)
    {
        var column = Columns[i];
        if (rows.IsNull(i + 1))
        {
            return;
        }
        if (EntryColumns.IsText(column))
        {
            row.Set((EntryColumn)column, rows.Text(i + 1));
        }
        else
        {
            row.Set(column, rows.Number(i + 1));
        }
    }
}
