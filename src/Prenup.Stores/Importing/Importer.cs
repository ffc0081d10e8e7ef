using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Prenup.Core.Ledger;
using Prenup.Stores.Journal;
using Prenup.Stores.Migrating;
using Prenup.Stores.Months;
using Prenup.Stores.Reading;
using Prenup.Stores.Sealing;
using Prenup.Stores.State;
using SQLitePCL;

namespace Prenup.Stores.Importing;

/// <summary>
/// Takes the journal over into SQLite, a file for each month and one for what is open. Each file carries its own position and
/// skips what lies before it: the same for the running gateway's tail, for a restart and for files that are missing. One
/// thread at a time.
/// </summary>
/// <param name="folder">The data folder; its lock is held.</param>
/// <param name="log">Where damages and rebuilds are told.</param>
public sealed class Importer(DataFolder folder, ILogger log) : IDisposable
{
    private const int Batch = 4096;
    private const long CheckpointBytes = 4 << 20;
    private readonly List<StoredChange> _stored = [];
    private OpenAttempts _open = new();
    private StateFile? _state;
    private MonthFile? _month;
    private JournalCursor? _cursor;
    private JournalPosition _lastDamage;
    private long _sinceCheckpoint;
    private string _using = folder.State;

    /// <summary>Is told the position after each transaction; null where nobody wants to know.</summary>
    public Action<JournalPosition>? Progress { get; init; }

    /// <summary>After the last record whose rows are committed.</summary>
    public JournalPosition Position { get; private set; }

    /// <summary>After the last record that is committed in <c>state.db</c> too.</summary>
    public JournalPosition Settled => _state?.Position ?? default;

    /// <summary>Is told what is no record of the journal; null where only the log is.</summary>
    public Action<JournalDamage>? Damaged { get; init; }

    /// <summary>Is called when a file was set aside, to be built anew.</summary>
    public Action? SettingAside { get; init; }

    /// <summary>Whether a corrupt file is set aside, to be built anew by the next call.</summary>
    public bool Heals { get; init; }

    /// <summary>Is called before what was committed is moved into SQLite's files: makes the journal as durable first.</summary>
    public Action? Checkpointing { get; init; }

    /// <summary>Takes over everything before <paramref name="end"/>, some thousand records in each transaction.</summary>
    /// <exception cref="SqliteException">SQLite failed; the call can be repeated.</exception>
    /// <exception cref="IOException">The journal cannot be read.</exception>
    /// <exception cref="SchemaException">SQLite's tables are of another version, and cannot be brought to this one.</exception>
    /// <exception cref="InvalidDataException">A newer version wrote this journal.</exception>
    public void ImportTo(JournalPosition end) =>
        Guard(() =>
        {
            Open(end);
            while (Position < end)
            {
                var before = Position;
                ImportBatch(end);
                if (_sinceCheckpoint >= CheckpointBytes)
                {
                    CommitState();
                    Checkpoint();
                }
                if (Position == before)
                {
                    return;
                }
            }
        });

    /// <summary>Commits what is open and what is stored, as of <see cref="Position"/>.</summary>
    /// <exception cref="SqliteException">SQLite failed; the call can be repeated.</exception>
    public void Settle()
    {
        if (_state is not null)
        {
            Guard(CommitState);
        }
    }

    /// <summary>Moves what was committed from SQLite's logs into its files.</summary>
    /// <exception cref="SqliteException">SQLite failed; the call can be repeated.</exception>
    public void Checkpoint()
    {
        Checkpointing?.Invoke();
        _state?.Checkpoint();
        _month?.Checkpoint();
        _sinceCheckpoint = 0;
    }

    /// <summary>Closes SQLite and the journal.</summary>
    public void Dispose() => Close();

    private void Guard(Action work)
    {
        try
        {
            work();
        }
        catch (SqliteException e)
        {
            Close();
            if (Heals && e.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB)
            {
                SetAside(_using, e.Message);
            }
            throw;
        }
        catch
        {
            Close();
            throw;
        }
    }

    private void Open(JournalPosition end)
    {
        if (_state is not null)
        {
            return;
        }
        _using = folder.State;
        _state = StateFile.Open(folder);
        if (_state.Position > end)
        {
            _state.Dispose();
            SetAside(folder.State, "it is ahead of the journal");
            _state = StateFile.Open(folder);
        }
        var behind = BehindMonths.Of(folder, _state, end, file => _using = file, SetAside);
        _open = new OpenAttempts();
        _stored.Clear();
        Position = behind is { } segment ? new JournalPosition(segment, 0) : _state.Position;
        _using = folder.State;
        foreach (var entry in behind is null ? _state.ReadOpen() : SegmentStarts.OpenAt(folder, Position.Segment))
        {
            _open.Know(entry);
        }
        _cursor = new JournalCursor(folder, Position) { Damaged = Report };
        if (_state.Position == default && OldLedger.IsThere(folder))
        {
            TakeOver();
        }
    }

    // From the version before months. One that was interrupted begins anew.
    private void TakeOver()
    {
        LedgerFiles.DeleteMonths(folder);
        Position = new JournalPosition(folder.Segments() is [var first, ..] ? first : 1, 0);
        _cursor!.Dispose();
        _cursor = new JournalCursor(folder, Position) { Damaged = Report };
        foreach (var (opened, closed) in OldLedger.Read(folder))
        {
            if (closed is null)
            {
                _open.Add(opened);
            }
            else
            {
                Enter(LedgerMonth.Of(closed.At)).Add(opened, closed);
                _stored.AddRange(StoredChange.Of(opened, closed) is { } change ? [change] : []);
            }
        }
        Commit(Position);
    }

    // Kept, since it may hold what a damaged journal has not.
    private void SetAside(string file, string reason)
    {
        log.Rebuilds(file, reason);
        SettingAside?.Invoke();
        SqliteFile.SetAside(file);
    }

    private void ImportBatch(JournalPosition end)
    {
        var before = _cursor!.Position;
        for (var i = 0; i < Batch && _cursor.TryRead(end); i++)
        {
            ImportEntry(_cursor.Entry());
        }
        Commit(_cursor.Position);
        _sinceCheckpoint += Position.Segment == before.Segment ? Position.Offset - before.Offset : Position.Offset;
        Progress?.Invoke(Position);
    }

    private void Commit(JournalPosition position)
    {
        _month?.Commit(position);
        Position = position;
    }

    private void CommitState()
    {
        if (_state!.Position < Position)
        {
            _using = folder.State;
            _state.Commit(Position, _month?.Month ?? _state.Month, _open, _stored);
            _stored.Clear();
            if (OldLedger.IsThere(folder))
            {
                SqliteFile.SetAside(folder.OldLedger); // what it had is in its months now
            }
        }
        _using = _month is { } month ? folder.Month(month.Month) : folder.State;
    }

    private void ImportEntry(object entry)
    {
        var isKnown = _cursor!.Position <= _state!.Position;
        switch (entry)
        {
            case Opened opened when isKnown:
                _open.Know(opened);
                break;
            case Opened opened:
                _open.Add(opened);
                break;
            case Closed closed when _open.TryClose(closed.Attempt, isKnown, out var opened):
                Import(opened, closed, isKnown);
                break;
            case Adjustment adjustment:
                Import(adjustment);
                break;
            default:
                break;
        }
    }

    private void Import(Opened opened, Closed closed, bool isKnown)
    {
        var month = Enter(LedgerMonth.Of(closed.At));
        if (_cursor!.Position > month.Position)
        {
            month.Add(opened, closed);
        }
        if (!isKnown && StoredChange.Of(opened, closed) is { } change)
        {
            _stored.Add(change);
        }
    }

    private void Import(Adjustment entry)
    {
        var month = Enter(LedgerMonth.Of(entry.At));
        if (_cursor!.Position > month.Position)
        {
            month.Commit(_cursor.RecordAt); // what it adjusts may be among the rows that were just added
            month.Add(entry, AttemptLookup.Find(folder, entry.Attempt)?.Opened);
        }
    }

    // Times never run backwards, so a month that is left is over.
    private MonthFile Enter(LedgerMonth month)
    {
        if (_month is { } current && current.Month >= month)
        {
            return current;
        }
        Commit(_cursor!.RecordAt);
        _month?.Finish();
        _month?.Dispose();
        _using = folder.Month(month);
        _month = null;
        _month = MonthFile.Open(folder, month);
        Checkpointing?.Invoke();
        MonthSealing.Before(folder, month, log);
        return _month;
    }

    private void Report(JournalDamage damage)
    {
        if (damage.At > _lastDamage)
        {
            _lastDamage = damage.At;
            log.Damaged(damage);
            Damaged?.Invoke(damage);
        }
    }

    // An open transaction is rolled back with its connection.
    private void Close()
    {
        _cursor?.Dispose();
        _month?.Dispose();
        _state?.Dispose();
        (_cursor, _month, _state) = (null, null, null);
    }
}
