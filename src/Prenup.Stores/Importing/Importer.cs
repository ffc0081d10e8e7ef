using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Prenup.Stores.Journal;
using Prenup.Stores.Migrating;
using SQLitePCL;

namespace Prenup.Stores.Importing;

/// <summary>
/// Takes the journal over into SQLite: records and the position after them in one transaction. The same for the running
/// gateway's tail, for a restart and for a rebuild. One thread at a time.
/// </summary>
/// <param name="folder">The data folder; its lock is held.</param>
/// <param name="log">Where damages and rebuilds are told.</param>
public sealed class Importer(DataFolder folder, ILogger log) : IDisposable
{
    private const int Batch = 4096;
    private const long CheckpointBytes = 4 << 20;
    private SqliteConnection? _connection;
    private RowInserts? _inserts;
    private Statement? _begin;
    private Statement? _commit;
    private Statement? _position;
    private JournalCursor? _cursor;
    private JournalPosition _lastDamage;
    private long _sinceCheckpoint;

    /// <summary>Is told the position after each transaction; null where nobody wants to know.</summary>
    public Action<JournalPosition>? Progress { get; init; }

    /// <summary>After the last record that is committed in SQLite.</summary>
    public JournalPosition Position { get; private set; }

    /// <summary>Is called when SQLite's file was set aside, to be built anew.</summary>
    public Action? SettingAside { get; init; }

    /// <summary>Is called before what was committed is moved into SQLite's file: makes the journal as durable first.</summary>
    public Action? Checkpointing { get; init; }

    /// <summary>Takes over everything before <paramref name="end"/>, some thousand records in each transaction.</summary>
    /// <exception cref="SqliteException">SQLite failed; the call can be repeated.</exception>
    /// <exception cref="IOException">The journal cannot be read.</exception>
    /// <exception cref="SchemaException">SQLite's tables are of another version, and cannot be brought to this one.</exception>
    /// <exception cref="InvalidDataException">A newer version wrote this journal.</exception>
    public void ImportTo(JournalPosition end)
    {
        try
        {
            Open(end);
            while (Position < end)
            {
                var before = Position;
                ImportBatch(end);
                if (_sinceCheckpoint >= CheckpointBytes)
                {
                    Checkpoint();
                }
                if (Position == before)
                {
                    return;
                }
            }
        }
        catch (SqliteException e)
        {
            Close();
            if (e.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB)
            {
                SetAside(e.Message);
            }
            throw;
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>Moves what was committed from SQLite's log into its file.</summary>
    /// <exception cref="SqliteException">SQLite failed; the call can be repeated.</exception>
    public void Checkpoint()
    {
        if (_connection is not null)
        {
            Checkpointing?.Invoke();
            LedgerDatabase.Execute(_connection, "PRAGMA wal_checkpoint(PASSIVE);");
            _sinceCheckpoint = 0;
        }
    }

    /// <summary>Closes SQLite and the journal.</summary>
    public void Dispose() => Close();

    private void Open(JournalPosition end)
    {
        if (_connection is not null)
        {
            return;
        }
        _connection = LedgerDatabase.OpenForWriting(folder);
        Position = LedgerDatabase.Position(_connection);
        if (Position > end)
        {
            Rebuild("it is ahead of the journal");
        }
        _begin = new Statement(_connection, "BEGIN IMMEDIATE");
        _commit = new Statement(_connection, "COMMIT");
        _inserts = new RowInserts(_connection);
        _position = new Statement(
            _connection,
            "UPDATE meta SET value = CASE name WHEN 'segment' THEN ?1 ELSE ?2 END WHERE name IN ('segment', 'offset')"
        );
        _cursor = new JournalCursor(folder, Position) { Damaged = Report };
    }

    private void Rebuild(string reason)
    {
        Close();
        SetAside(reason);
        _connection = LedgerDatabase.OpenForWriting(folder);
        Position = default;
    }

    // Kept, since it may hold what a damaged journal has not.
    private void SetAside(string reason)
    {
        log.Rebuilds(folder.Database, reason);
        SettingAside?.Invoke();
        var aside = folder.Database + ".aside";
        File.Delete(aside);
        if (File.Exists(folder.Database))
        {
            File.Move(folder.Database, aside);
        }
        LedgerDatabase.Delete(folder);
    }

    private void ImportBatch(JournalPosition end)
    {
        var before = _cursor!.Position;
        _begin!.Run();
        for (var i = 0; i < Batch && _cursor.TryRead(end); i++)
        {
            ImportRecord(_cursor);
        }
        var after = _cursor.Position;
        _position!.Bind(1, after.Segment);
        _position.Bind(2, after.Offset);
        _position.Run();
        _commit!.Run();
        _sinceCheckpoint += after.Segment == before.Segment ? after.Offset - before.Offset : after.Offset;
        Position = after;
        Progress?.Invoke(after);
    }

    private void ImportRecord(JournalCursor cursor)
    {
        switch (cursor.Kind)
        {
            case RecordKind.Opened:
                _inserts!.Opened(cursor.Body);
                break;
            case RecordKind.Closed:
                _inserts!.Closed(cursor.Body);
                break;
            case RecordKind.Carried:
                break;
            default:
                throw new InvalidDataException($"{cursor.RecordAt}: a newer version wrote this record.");
        }
    }

    private void Report(JournalDamage damage)
    {
        if (damage.At > _lastDamage)
        {
            _lastDamage = damage.At;
            log.Damaged(damage);
        }
    }

    // An open transaction is rolled back with its connection.
    private void Close()
    {
        _cursor?.Dispose();
        _inserts?.Dispose();
        _position?.Dispose();
        _commit?.Dispose();
        _begin?.Dispose();
        _connection?.Dispose();
        (_cursor, _inserts, _position, _commit, _begin, _connection) = (null, null, null, null, null, null);
    }
}
