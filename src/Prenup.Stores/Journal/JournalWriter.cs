using Microsoft.Extensions.Logging;
using Prenup.Core.Ledger;

namespace Prenup.Stores.Journal;

/// <summary>
/// Appends entries to the journal, one at a time under one short lock. An opened entry is accepted only with room on disk for
/// its closed one and for those of all others that are open.
/// </summary>
public sealed class JournalWriter : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Lock _flushing = new(); // whoever flushes alone closes full segments
    private readonly byte[] _buffer = new byte[Math.Max(OpenedRecord.MaxBytes, ClosedRecord.MaxBytes)];
    private readonly Dictionary<LedgerId, Opened?> _open = [];
    private readonly Backlog _backlog;
    private readonly SegmentRoll _roll;
    private readonly LedgerOptions _options;
    private readonly ILogger _log;
    private readonly ITimer _probe;
    private JournalSegment? _segment;
    private JournalPosition _end;
    private long _highestId;
    private bool _failing;
    private bool _ended;
    private volatile bool _accepting = true;
    private long _dropped;

    /// <summary>Goes on where a journal ended. A disk without room is no error here: the writer does not accept then, and tries again.</summary>
    /// <param name="folder">The data folder; its lock is held.</param>
    /// <param name="options">Bounds and policy.</param>
    /// <param name="recovered">What the journal said.</param>
    /// <param name="clock">For the interval of trying again.</param>
    /// <param name="log">Where failures are told.</param>
    public JournalWriter(
        DataFolder folder,
        LedgerOptions options,
        RecoveredJournal recovered,
        TimeProvider clock,
        ILogger log
    )
    {
        (_options, _log) = (options, log);
        (_highestId, _end) = (recovered.HighestId, recovered.End);
        Times = new EntryClock(recovered.LastAt, log);
        _backlog = new Backlog(options.Backlog);
        _roll = new SegmentRoll(folder, options, recovered.HighestSegment);
        foreach (var attempt in recovered.Open)
        {
            _open.Add(attempt, null);
        }
        _probe = clock.CreateTimer(
            static writer => ((JournalWriter)writer!).TryAgain(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        lock (_lock)
        {
            Start(folder, recovered);
        }
    }

    /// <summary>The times of its entries.</summary>
    internal EntryClock Times { get; }

    /// <summary>Whether an opened entry would be accepted now.</summary>
    public bool IsAccepting => _accepting;

    /// <summary>Closed entries that were lost because the backlog was full.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>After the last record.</summary>
    public JournalPosition End
    {
        get
        {
            lock (_lock)
            {
                return _end;
            }
        }
    }

    /// <summary>Entries that wait in memory.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _backlog.Count;
            }
        }
    }

    /// <summary>Enters an attempt and reserves room for its closed entry; false where that is not possible.</summary>
    public bool TryOpen(Opened entry)
    {
        lock (_lock)
        {
            Times.Compare(entry.At);
            if (!_failing && TryAppend(entry))
            {
                _open.Add(entry.Attempt, entry);
                return true;
            }
            var kept = _options.OnFailure == LedgerFailure.Serve && _backlog.TryAdd(entry);
            _accepting = kept && _backlog.HasRoom;
            return kept;
        }
    }

    /// <summary>Enters how an attempt ended.</summary>
    /// <returns>Its opened entry where this process made it and this is its first closed one; null for anything else.</returns>
    public Opened? Close(Closed entry)
    {
        lock (_lock)
        {
            if (_open.Remove(entry.Attempt, out var opened))
            {
                if (_segment is null || !TryAppend(entry))
                {
                    Keep(entry, reserved: true);
                }
                return opened;
            }
            if (_backlog.TryTakeOpen(entry.Attempt, out opened))
            {
                Keep(entry, reserved: false);
                return opened;
            }
        }
        _log.NotOpen(entry.Attempt);
        return null;
    }

    /// <summary>Waits until everything written is on the disk itself.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    public void FlushToDisk()
    {
        lock (_flushing)
        {
            JournalSegment? active;
            lock (_lock)
            {
                active = _segment;
            }
            _roll.FlushRetired();
            active?.FlushToDisk();
        }
    }

    /// <summary>Where the journal cannot be written: tries again now, first with what waits.</summary>
    public void TryAgain()
    {
        lock (_lock)
        {
            if (!_failing || _ended)
            {
                return;
            }
            try
            {
                if (_segment is null || _segment.Room < OpenedRecord.MaxBytes + Reserved(1))
                {
                    Roll(OpenedRecord.MaxBytes);
                }
                _segment!.Probe();
            }
            catch (IOException e)
            {
                Fail(e);
                return;
            }
            WriteBacklog();
        }
    }

    /// <summary>Closes the files. What still waits in memory is lost.</summary>
    public void Dispose()
    {
        _probe.Dispose();
        lock (_lock)
        {
            (_accepting, _failing, _ended) = (false, true, true);
            _roll.Dispose();
            _segment?.Dispose();
            _segment = null;
        }
    }

    private void Start(DataFolder folder, RecoveredJournal recovered)
    {
        try
        {
            if (recovered.Last is { } header && header.Number == recovered.End.Segment)
            {
                _segment = JournalSegment.Continue(folder, header, recovered.End.Offset, _options.Maps);
            }
            else
            {
                Roll(0);
            }
        }
        catch (IOException e)
        {
            Fail(e);
        }
    }

    private bool TryAppend(Opened entry)
    {
        try
        {
            var at = Times.At(entry.At);
            var record = OpenedRecord.Write(_buffer, entry, at);
            if (_segment is null || _segment.Room < record.Length + Reserved(1))
            {
                Roll(record.Length);
            }
            Append(record, at);
            _highestId = Math.Max(_highestId, Math.Max(entry.Attempt.Value, entry.Exchange.Value));
            return true;
        }
        catch (IOException e)
        {
            Fail(e);
            return false;
        }
    }

    private bool TryAppend(Closed entry)
    {
        try
        {
            var at = Times.At(entry.At);
            Append(ClosedRecord.Write(_buffer, entry, at), at);
            return true;
        }
        catch (IOException e)
        {
            Fail(e);
            return false;
        }
    }

    private void Append(ReadOnlySpan<byte> record, long at)
    {
        _segment!.Append(record);
        _end = new JournalPosition(_segment.Number, _segment.Length);
        Times.Wrote(at);
    }

    private long Reserved(int more) => (long)(_open.Count + _backlog.Reserved + more) * ClosedRecord.MaxBytes;

    private void Roll(int record)
    {
        var carried = new CarriedRecord(_highestId, Times.Last, _open.Keys);
        _segment = _roll.Next(_segment, carried, record + Reserved(1));
    }

    private void Keep(Closed entry, bool reserved)
    {
        if (!_backlog.TryAdd(entry, reserved))
        {
            Interlocked.Increment(ref _dropped);
            _log.ClosedDropped(entry.Attempt);
        }
    }

    private void Fail(IOException cause)
    {
        if (!_failing)
        {
            _failing = true;
            _accepting = _options.OnFailure == LedgerFailure.Serve;
            _log.CannotWrite(cause.Message, _options.ProbeInterval);
        }
        _probe.Change(_options.ProbeInterval, Timeout.InfiniteTimeSpan);
    }

    private void WriteBacklog()
    {
        var waited = _backlog.Count;
        while (_backlog.TryPeek(out var entry))
        {
            if (entry.Opened is { } opened ? !TryAppend(opened) : !TryAppend(entry.Closed!))
            {
                return;
            }
            if (_backlog.Written() is { } open)
            {
                _open.Add(open.Attempt, open);
            }
        }
        (_failing, _accepting) = (false, true);
        _log.WritesAgain(waited);
    }
}
