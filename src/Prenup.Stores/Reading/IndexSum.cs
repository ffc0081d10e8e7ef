using Microsoft.Data.Sqlite;
using Prenup.Stores.Months;

namespace Prenup.Stores.Reading;

/// <summary>
/// Whether a month's indexes say what its rows say: a sum over both, whatever their order. SQLite's own check looks every row up
/// in every index, which takes far longer.
/// </summary>
internal sealed class IndexSum
{
    private static readonly (string Name, EntryColumn Column)[] Indexes =
    [
        ("by_attempt", EntryColumn.Attempt),
        ("by_exchange", EntryColumn.Exchange),
    ];

    private readonly ulong[] _sums = new ulong[Indexes.Length];

    /// <summary>Adds a row.</summary>
    public void Add(long seq, EntryRow row)
    {
        for (var i = 0; i < Indexes.Length; i++)
        {
            _sums[i] += Mix(row[Indexes[i].Column], seq);
        }
    }

    /// <summary>The indexes that say something else than the rows that were added.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public IEnumerable<string> Wrong(SqliteConnection connection)
    {
        for (var i = 0; i < Indexes.Length; i++)
        {
            var (name, column) = (Indexes[i].Name, EntryColumns.Names[(int)Indexes[i].Column]);
            using var there = new SqliteStatement(connection, "SELECT 1 FROM sqlite_schema WHERE name = ?");
            there.Bind(1, name);
            if (
                there.Read()
                && Sum(connection, $"SELECT {column}, seq FROM entries INDEXED BY {name} ORDER BY {column}") != _sums[i]
            )
            {
                yield return name;
            }
        }
    }

    private static ulong Sum(SqliteConnection connection, string sql)
    {
        using var rows = new SqliteStatement(connection, sql);
        ulong sum = 0;
        while (rows.Read())
        {
            sum += Mix(rows.IsNull(0) ? null : rows.Number(0), rows.Number(1));
        }
        return sum;
    }

    // SplitMix64's finish, by Vigna: every bit of the pair changes about half of the result's.
    private static ulong Mix(long? value, long seq)
    {
        var z = ((ulong)(value ?? -1) * 0x9E3779B97F4A7C15) ^ (ulong)seq;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
