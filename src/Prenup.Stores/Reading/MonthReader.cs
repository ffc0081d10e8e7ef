using Microsoft.Data.Sqlite;
using Prenup.Core.Ledger;
using Prenup.Stores.Journal;
using Prenup.Stores.Months;
using Prenup.Stores.Rollups;

namespace Prenup.Stores.Reading;

/// <summary>One state of one month's file, for reading, whoever else uses it.</summary>
internal sealed class MonthReader : IDisposable
{
    private const int Window = 4096; // rows
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _snapshot;
    private readonly SqliteStatement _row;
    private readonly EntryRow _values = new();
    private readonly EntryPlaces _places;

    private MonthReader(LedgerMonth month, SqliteConnection connection)
    {
        (Month, _connection) = (month, connection);
        _snapshot = connection.BeginTransaction(deferred: true);
        Names = MonthNames.Read(connection);
        _places = new EntryPlaces(connection);
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
    public void Sum(LedgerGroup by, LedgerFilter filter, LedgerSums sums) =>
        new RollupReport(_connection, Names, by, sums).Add(filter);

    /// <summary>Which of some attempts have ended here.</summary>
    /// <param name="attempts">The attempts.</param>
    /// <param name="since">When the first of them began.</param>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public IEnumerable<LedgerId> Ended(IReadOnlySet<LedgerId> attempts, DateTimeOffset since)
    {
        using var rows = new SqliteStatement(_connection, "SELECT attempt FROM entries WHERE kind = 0 AND seq >= ?");
        rows.Bind(1, _places.First(Micros.Of(since)));
        while (rows.Read())
        {
            if (new LedgerId(rows.Number(0)) is var attempt && attempts.Contains(attempt))
            {
                yield return attempt;
            }
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _row.Dispose();
        _snapshot.Dispose();
        _connection.Dispose();
    }

    private MonthQuery Query(LedgerFilter filter) => new(filter, Names, _places.First);

    // For the newest few the end of the file is enough: what lies before a row had ended, and so begun, before that row's time.
    private long After(LedgerFilter filter, MonthQuery query)
    {
        if (filter is not { NewestFirst: true, Limit: { } limit })
        {
            return 0;
        }
        for (long size = Window, last = _places.Last; size < last; size *= 8)
        {
            var bound = ((_places.At(last - size) / 1000) + 1000) << 20; // the ids of that time, and a second of slack
            using var newer = Prepare(query.Newer(last - size, bound, limit), query);
            if (newer.Read() && newer.Number(0) == limit)
            {
                return last - size;
            }
        }
        return 0;
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
