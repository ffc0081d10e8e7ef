using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Prenup.Core.Ledger;
using Prenup.Stores.Journal;
using Prenup.Stores.Months;

namespace Prenup.Stores.State;

/// <summary>The file <c>state.db</c>, for the one that writes: what is open and what is stored, with its own position in the journal.</summary>
public sealed class StateFile : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _open;
    private readonly SqliteStatement _close;
    private readonly SqliteStatement _store;
    private readonly SqliteStatement _delete;
    private readonly byte[] _buffer = new byte[OpenedRecord.MaxBytes];

    private StateFile(SqliteConnection connection)
    {
        _connection = connection;
        (Position, Month) = ReadHead(connection);
        _open = new SqliteStatement(connection, "INSERT OR REPLACE INTO open VALUES (?, ?)");
        _close = new SqliteStatement(connection, "DELETE FROM open WHERE attempt = ?");
        _store = new SqliteStatement(connection, "INSERT OR REPLACE INTO stored_objects VALUES (?, ?, ?, ?, ?, ?)");
        _delete = new SqliteStatement(connection, "DELETE FROM stored_objects WHERE id = ? AND project = ?");
    }

    /// <summary>After the last record of the journal that is taken over.</summary>
    public JournalPosition Position { get; private set; }

    /// <summary>The month that was written when this was; null where none was.</summary>
    public LedgerMonth? Month { get; private set; }

    /// <summary>Opens the file; made where it is missing.</summary>
    /// <exception cref="SqliteException">It is locked, full or corrupt.</exception>
    /// <exception cref="Migrating.SchemaException">A newer version wrote it, or it could not be brought to this one.</exception>
    public static StateFile Open(DataFolder folder)
    {
        var connection = SqliteFile.OpenForWriting(folder.State, StateSchema.Steps);
        try
        {
            return new StateFile(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The attempts that are open.</summary>
    /// <exception cref="SqliteException">SQLite failed, or a record is not as it was written.</exception>
    public IReadOnlyList<Opened> ReadOpen() => ReadOpen(_connection);

    /// <summary>The attempts that are open, by their order of opening.</summary>
    /// <exception cref="SqliteException">SQLite failed, or a record is not as it was written.</exception>
    public static IReadOnlyList<Opened> ReadOpen(SqliteConnection connection)
    {
        var open = new List<Opened>();
        var labels = new LabelTexts();
        using var rows = new SqliteStatement(connection, "SELECT attempt, record FROM open ORDER BY attempt");
        while (rows.Read())
        {
            var record = rows.Bytes(1);
            var entry = RecordFrame.IsWhole(record)
                ? OpenedRecord.Read(record[(RecordFrame.HeaderBytes + 1)..], labels)
                : null;
            if (entry is null || entry.Attempt.Value != rows.Number(0))
            {
                throw MonthFile.Corrupt($"the open attempt {new LedgerId(rows.Number(0))} is not as it was written");
            }
            open.Add(entry);
        }
        return open;
    }

    /// <summary>Commits what changed, with the position behind it.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public void Commit(
        JournalPosition position,
        LedgerMonth? month,
        OpenAttempts open,
        IEnumerable<StoredChange> stored
    )
    {
        using (var transaction = _connection.BeginTransaction(deferred: false))
        {
            foreach (var attempt in open.Removed)
            {
                _close.Bind(1, attempt.Value);
                _close.Run();
            }
            foreach (var entry in open.Added)
            {
                _open.Bind(1, entry.Attempt.Value);
                _open.BindBytes(2, OpenedRecord.Write(_buffer, entry, Micros.Of(entry.At)));
                _open.Run();
            }
            foreach (var change in stored)
            {
                Change(change);
            }
            WriteHead(position, month);
            transaction.Commit();
        }
        open.Committed();
        (Position, Month) = (position, month);
    }

    /// <summary>Moves what was committed from SQLite's log into the file.</summary>
    /// <exception cref="SqliteException">SQLite failed; the call can be repeated.</exception>
    public void Checkpoint() => SqliteFile.Execute(_connection, "PRAGMA wal_checkpoint(PASSIVE);");

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _open.Dispose();
        _close.Dispose();
        _store.Dispose();
        _delete.Dispose();
        _connection.Dispose();
    }

    /// <summary>The position and the month of a file.</summary>
    /// <exception cref="SqliteException">SQLite failed, or the head is not as it was written.</exception>
    public static (JournalPosition Position, LedgerMonth? Month) ReadHead(SqliteConnection connection)
    {
        using var row = new SqliteStatement(connection, "SELECT segment, offset, month, own_digest FROM head");
        if (!row.Read())
        {
            return default;
        }
        var position = new JournalPosition((int)row.Number(0), row.Number(1));
        LedgerMonth? month = row.Number(2) is var number and > 0 ? new LedgerMonth((int)number) : null;
        return row.Bytes(3).SequenceEqual(Own(position, month))
            ? (position, month)
            : throw MonthFile.Corrupt("the head of state.db is not as it was written");
    }

    /// <summary>The digest that a stored object's row carries.</summary>
    public static byte[] Digest(string id, string project, string model, string offer, long attempt) =>
        Digest(string.Create(CultureInfo.InvariantCulture, $"{id}\n{project}\n{model}\n{offer}\n{attempt}"));

    private void Change(StoredChange change)
    {
        var opened = change.Opened;
        if (!change.IsStored)
        {
            _delete.Bind(1, change.Id);
            _delete.Bind(2, opened.Project);
            _delete.Run();
            return;
        }
        var attempt = opened.Attempt.Value;
        _store.Bind(1, change.Id);
        _store.Bind(2, opened.Project);
        _store.Bind(3, opened.Model);
        _store.Bind(4, opened.Offer);
        _store.Bind(5, attempt);
        _store.BindBytes(6, Digest(change.Id, opened.Project, opened.Model, opened.Offer, attempt));
        _store.Run();
    }

    private void WriteHead(JournalPosition position, LedgerMonth? month)
    {
        using var head = new SqliteStatement(_connection, "INSERT OR REPLACE INTO head VALUES (1, ?, ?, ?, ?)");
        head.Bind(1, position.Segment);
        head.Bind(2, position.Offset);
        head.Bind(3, month?.Number ?? 0L);
        head.BindBytes(4, Own(position, month));
        head.Run();
    }

    private static byte[] Own(JournalPosition position, LedgerMonth? month) => Digest($"state {position} {month}");

    private static byte[] Digest(string text)
    {
        var digest = new byte[EntryChain.Bytes];
        EntryChain.Cut(Encoding.UTF8.GetBytes(text), digest);
        return digest;
    }
}
