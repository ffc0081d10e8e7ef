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
    private readonly Dictionary<LedgerId, Opened?> _open = [];
    private readonly Backlog _backlog;
    private readonly JournalTail _tail;
    private readonly LedgerOptions _options;
    private readonly ILogger _log;
    private readonly ITimer _probe;
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
        Times = new EntryClock(recovered.LastAt, log);
        _backlog = new Backlog(options.Backlog);
        foreach (var attempt in recovered.Open)
        {
            _open.Add(attempt, null);
        }
        _tail = new JournalTail(folder, options, recovered, Times, Open, log);
        _probe = clock.CreateTimer(
            static writer => ((JournalWriter)writer!).TryAgain(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        lock (_lock)
        {
            Start();
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
                return _tail.End;
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
            if (_open.TryGetValue(entry.Attempt, out var opened))
            {
                var written = _tail.HasSegment && TryAppend(entry); // while it is open, since another segment may begin with it
                _open.Remove(entry.Attempt);
                if (!written)
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

    /// <summary>Enters an adjustment; false where that is not possible now.</summary>
    public bool TryAdjust(Adjustment entry)
    {
        lock (_lock)
        {
            return !_failing && TryAppend(entry);
        }
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
                active = _tail.Active();
            }
            _tail.FlushToDisk(active);
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
                _tail.Probe(Reserved(1));
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
            _tail.Dispose();
        }
    }

    private void Start()
    {
        try
        {
            _tail.Start();
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
            _tail.Append(entry, Reserved(1));
            return true;
        }
        catch (IOException e)
        {
            return Fail(e);
        }
    }

    private bool TryAppend(Closed entry)
    {
        try
        {
            _tail.Append(entry, Reserved(0));
            return true;
        }
        catch (IOException e)
        {
            return Fail(e);
        }
    }

    private bool TryAppend(Adjustment entry)
    {
        try
        {
            _tail.Append(entry, Reserved(0));
            return true;
        }
        catch (IOException e)
        {
            return Fail(e);
        }
    }

    // What waits in memory is open as far as the journal knows.
    private IReadOnlyCollection<LedgerId> Open() =>
        _backlog.Reserved == 0 ? _open.Keys : [.. _open.Keys, .. _backlog.Closing];

    private int Reserved(int more) => _open.Count + _backlog.Reserved + more;

    private void Keep(Closed entry, bool reserved)
    {
        if (!_backlog.TryAdd(entry, reserved))
        {
            Interlocked.Increment(ref _dropped);
            _log.ClosedDropped(entry.Attempt);
        }
    }

    private bool Fail(IOException cause)
    {
        _tail.Failed();
        if (!_failing)
        {
            _failing = true;
            _accepting = _options.OnFailure == LedgerFailure.Serve;
            _log.CannotWrite(cause.Message, _options.ProbeInterval);
        }
        _probe.Change(_options.ProbeInterval, Timeout.InfiniteTimeSpan);
        return false;
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
