using Microsoft.Data.Sqlite;

namespace Prenup.Stores.Months;

/// <summary>Where entries lie in a month: in the order of their times.</summary>
internal sealed class EntryPlaces(SqliteConnection connection)
{
    /// <summary>The last place; 0 where there is none.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public long Last => Number("SELECT IFNULL(MAX(seq), 0) FROM entries");

    /// <summary>The first place whose time is not before the given microseconds since 1970; behind the last one where all are.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public long First(long micros)
    {
        long low = 1;
        for (var high = Last + 1; low < high; )
        {
            var middle = low + ((high - low) / 2);
            (low, high) = At(middle) < micros ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    /// <summary>The time of a place, in microseconds since 1970.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public long At(long seq) => Number($"SELECT closed_us FROM entries WHERE seq = {seq}");

    private long Number(string sql)
    {
        using var statement = new SqliteStatement(connection, sql);
        return statement.Read() ? statement.Number(0) : 0;
    }
}
