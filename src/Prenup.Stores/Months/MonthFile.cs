using Microsoft.Data.Sqlite;
using Prenup.Core.Ledger;
using Prenup.Stores.Journal;
using Prenup.Stores.Rollups;
using SQLitePCL;

namespace Prenup.Stores.Months;

/// <summary>A month's file, for the one that writes: rows and the position behind them in one transaction.</summary>
public sealed class MonthFile : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _name;
    private readonly MonthNames _names;
    private readonly EntryChain _chain;
    private readonly EntryRow _row = new();
    private readonly RollupWriter _rollups;
    private bool _writing;

    private MonthFile(LedgerMonth month, SqliteConnection connection)
    {
        (Month, _connection) = (month, connection);
        var head = MonthHead.Read(connection, month);
        if (head.Wrong is { } wrong)
        {
            throw Corrupt(wrong);
        }
        (Position, Entries) = (head.Position, head.Entries);
        _chain = new EntryChain(month);
        _chain.Continue(head.Digest);
        _names = MonthNames.Read(connection);
        _begin = new SqliteStatement(connection, "BEGIN IMMEDIATE");
        _commit = new SqliteStatement(connection, "COMMIT");
        var parameters = string.Join(", ", Enumerable.Repeat("?", EntryColumns.Count + 2));
        _insert = new SqliteStatement(connection, $"INSERT INTO entries ({EntryColumns.All}) VALUES ({parameters})");
        _name = new SqliteStatement(connection, "INSERT INTO names VALUES (?, ?, ?)");
        Begin();
        _rollups = new RollupWriter(connection, Entries);
        End();
    }

    /// <summary>The month.</summary>
    public LedgerMonth Month { get; }

    /// <summary>After the last record of the journal that is taken over; what lies before is skipped.</summary>
    public JournalPosition Position { get; private set; }

    /// <summary>Rows there are.</summary>
    public long Entries { get; private set; }

    /// <summary>Opens a month's file; made where it is missing.</summary>
    /// <exception cref="SqliteException">It is locked, full or corrupt.</exception>
    /// <exception cref="Migrating.SchemaException">A newer version wrote it, or it could not be brought to this one.</exception>
    public static MonthFile Open(DataFolder folder, LedgerMonth month)
    {
        var connection = SqliteFile.OpenForWriting(folder.Month(month), MonthSchema.Steps);
        try
        {
            SqliteFile.Execute(connection, $"BEGIN IMMEDIATE; {MonthSchema.View} COMMIT;");
            return new MonthFile(month, connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Adds an attempt that has ended.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public void Add(Opened opened, Closed closed)
    {
        EntryRows.Fill(_row, opened, closed, _names, Entries + 1);
        Add();
    }

    /// <summary>Adds an adjustment.</summary>
    /// <param name="entry">The adjustment.</param>
    /// <param name="opened">The opened entry of its attempt; null where the ledger has none.</param>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public void Add(Adjustment entry, Opened? opened)
    {
        EntryRows.Fill(_row, entry, opened, _names, Entries + 1);
        Add();
    }

    /// <summary>Commits the rows that were added, with the position behind them.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public void Commit(JournalPosition position)
    {
        if (position <= Position)
        {
            return;
        }
        Begin();
        new MonthHead(position, Entries, _chain.Digest.ToArray()).Write(_connection, Month);
        _rollups.Commit();
        End();
        Position = position;
    }

    /// <summary>Ends the rollups of a month that is over; all rows are committed.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public void Finish()
    {
        Begin();
        _rollups.Finish();
        End();
    }

    /// <summary>Builds the rollups of a month anew from its entries.</summary>
    /// <param name="folder">The data folder; its lock is held.</param>
    /// <param name="month">The month.</param>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public static void RebuildRollups(DataFolder folder, LedgerMonth month)
    {
        using (var connection = SqliteFile.OpenForReading(folder.Month(month), queryOnly: false))
        {
            MonthSchema.Steps.Bring(connection);
            SqliteFile.Execute(connection, $"BEGIN IMMEDIATE; {RollupSchema.Clear} COMMIT;");
        }
        using var file = Open(folder, month);
        if (month < folder.Months()[^1])
        {
            file.Finish();
        }
        file.Checkpoint();
    }

    /// <summary>Moves what was committed from SQLite's log into the file.</summary>
    /// <exception cref="SqliteException">SQLite failed; the call can be repeated.</exception>
    public void Checkpoint() => SqliteFile.Execute(_connection, "PRAGMA wal_checkpoint(PASSIVE);");

    /// <summary>Closes the file; what is not committed is rolled back.</summary>
    public void Dispose()
    {
        _chain.Dispose();
        _rollups.Dispose();
        _name.Dispose();
        _insert.Dispose();
        _commit.Dispose();
        _begin.Dispose();
        _connection.Dispose();
    }

    /// <summary>Content that is not what was written, as SQLite itself would say it.</summary>
    internal static SqliteException Corrupt(string text) => new(text, raw.SQLITE_CORRUPT);

    private void Add()
    {
        Begin();
        Entries++;
        _chain.Add(_row, _names.New);
        AddNames();
        _insert.Bind(1, Entries);
        _insert.BindBytes(2, _chain.Digest);
        _row.Bind(_insert, 3);
        _insert.Run();
        _rollups.Add(Entries, _row);
    }

    private void AddNames()
    {
        foreach (var name in _names.New)
        {
            _name.Bind(1, name.Id);
            _name.Bind(2, name.Since);
            _name.Bind(3, name.Text);
            _name.Run();
        }
        _names.Written();
    }

    private void Begin()
    {
        if (!_writing)
        {
            _begin.Run();
            _writing = true;
        }
    }

    private void End()
    {
        _commit.Run();
        _writing = false;
    }
}
