using Microsoft.Data.Sqlite;
using Prenup.Core.Ledger;
using Prenup.Stores.Months;

namespace Prenup.Stores.Reading;

/// <summary>One state of one month's file, for reading, whoever else uses it.</summary>
internal sealed class MonthReader : IDisposable
{
    private const int Window = 4096; // rows
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _snapshot;
    private readonly SqliteStatement _row;
    private readonly EntryRow _values = new();

    private MonthReader(LedgerMonth month, SqliteConnection connection)
    {
        (Month, _connection) = (month, connection);
        _snapshot = connection.BeginTransaction(deferred: true);
        Names = MonthNames.Read(connection);
        _row = new SqliteStatement(connection, $"SELECT {EntryColumns.All} FROM entries WHERE seq = ?");
    }

    /// <summary>The month.</summary>
    public LedgerMonth Month { get; }

    /// <summary>Its names.</summary>
    public MonthNames Names { get; }

    /// <summary>Where it ends.</summary>
    public MonthHead Head => MonthHead.Read(_connection, Month);

    /// <summary>Opens a month.</summary>
    /// <exception cref="SqliteException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="Migrating.SchemaException">Its tables are of another version.</exception>
    public static MonthReader Open(DataFolder folder, LedgerMonth month) => OpenFile(folder.Month(month), month);

    /// <summary>Opens a month's file, whatever it is called.</summary>
    /// <exception cref="SqliteException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="Migrating.SchemaException">Its tables are of another version.</exception>
    public static MonthReader OpenFile(string file, LedgerMonth month)
    {
        var connection = SqliteFile.OpenForReading(file);
        try
        {
            MonthSchema.Steps.Check(connection);
            return new MonthReader(month, connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Attempts that have ended, by the order of opening.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public IEnumerable<LedgerRow> Show(LedgerFilter filter)
    {
        var query = Query(filter);
        using var places = Prepare(query.Places(filter, After(filter, query)), query);
        while (places.Read())
        {
            if (TryRead(places.Number(0)))
            {
                yield return new LedgerRow(EntryRows.Opened(_values, Names), EntryRows.Closed(_values, Names));
            }
        }
    }

    /// <summary>Adjustments, by time.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public IEnumerable<Adjustment> Adjustments(LedgerFilter filter)
    {
        var query = Query(filter);
        using var places = Prepare(query.Adjustments(), query);
        while (places.Read())
        {
            if (TryRead(places.Number(0)))
            {
                yield return EntryRows.Adjustment(_values, Names);
            }
        }
    }

    /// <summary>Adds the month's sums by group.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public void Sum(LedgerGrouping grouping, LedgerFilter filter, LedgerSums sums)
    {
        var query = Query(filter);
        var earlier = Month.Start.ToUnixTimeMilliseconds() << 20;
        using var rows = Prepare(query.Sums(grouping, earlier), query);
        while (rows.Read())
        {
            sums.Add(Group(rows, grouping), rows);
        }
    }

    /// <summary>Which of some exchanges have attempts here, by group.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public IEnumerable<(string Group, long Exchange)> Exchanges(
        LedgerGrouping grouping,
        LedgerFilter filter,
        IEnumerable<long> exchanges
    )
    {
        var query = Query(filter);
        using var rows = Prepare(query.Exchanges(grouping, exchanges), query);
        while (rows.Read())
        {
            yield return (Group(rows, grouping), rows.Number(1));
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _row.Dispose();
        _snapshot.Dispose();
        _connection.Dispose();
    }

    private MonthQuery Query(LedgerFilter filter) => new(filter, Names, FirstSeq);

    private string Group(SqliteStatement row, LedgerGrouping grouping) =>
        MonthQuery.IsByName(grouping) && !row.IsNull(0) ? Names.Text(row.Number(0)) : row.Text(0) ?? "";

    // For the newest few the end of the file is enough: what lies before a row had ended, and so begun, before that row's time.
    private long After(LedgerFilter filter, MonthQuery query)
    {
        if (filter is not { NewestFirst: true, Limit: { } limit })
        {
            return 0;
        }
        for (long size = Window, last = Number("SELECT IFNULL(MAX(seq), 0) FROM entries"); size < last; size *= 8)
        {
            var bound = ((At(last - size) / 1000) + 1000) << 20; // the ids of that time, and a second of slack
            using var newer = Prepare(query.Newer(last - size, bound, limit), query);
            if (newer.Read() && newer.Number(0) == limit)
            {
                return last - size;
            }
        }
        return 0;
    }

    private long FirstSeq(long micros)
    {
        long low = 1;
        for (var high = Number("SELECT IFNULL(MAX(seq), 0) FROM entries") + 1; low < high; )
        {
            var middle = low + ((high - low) / 2);
            (low, high) = At(middle) < micros ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    private long At(long seq) => Number($"SELECT closed_us FROM entries WHERE seq = {seq}");

    private long Number(string sql)
    {
        using var statement = new SqliteStatement(_connection, sql);
        return statement.Read() ? statement.Number(0) : 0;
    }

    private bool TryRead(long seq)
    {
        _row.Bind(1, seq);
        var found = _row.Read();
        if (found)
        {
            _values.Read(_row, 2);
            _row.Reset();
        }
        return found;
    }

    private SqliteStatement Prepare(string sql, MonthQuery query)
    {
        var statement = new SqliteStatement(_connection, sql);
        for (var i = 0; i < query.Values.Count; i++)
        {
            if (query.Values[i] is long number)
            {
                statement.Bind(i + 1, number);
            }
            else
            {
                statement.Bind(i + 1, (string)query.Values[i]);
            }
        }
        return statement;
    }
}
