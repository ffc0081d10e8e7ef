using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Prenup.Core.Asking;
using Prenup.Core.Faults;
using Prenup.Core.Ledger;
using Prenup.Core.Ports;
using Prenup.Core.Usage;
using Prenup.Stores.Importing;
using Prenup.Stores.Journal;
using Prenup.Stores.Migrating;

namespace Prenup.Stores;

/// <summary>The ledger in a data folder: an append-only journal, and SQLite built from it by a thread of its own.</summary>
public sealed class LedgerStore : ILedger, IStoredObjects, IAsyncDisposable
{
    private readonly DataFolderLock _lock;
    private readonly JournalWriter _journal;
    private readonly GroupCommit? _commit;
    private readonly ImportLoop _import;
    private readonly RecentObjects _recent = new();
    private readonly StoredObjectReads _reads;
    private readonly TimeProvider _clock;
    private int _disposed;

    private LedgerStore(DataFolder folder, DataFolderLock taken, LedgerOptions options, TimeProvider clock, ILogger log)
    {
        (_lock, _clock) = (taken, clock);
        var recovered = RecoveredJournal.Read(folder);
        foreach (var damage in recovered.Damages)
        {
            log.Damaged(damage);
        }
        Ids = new LedgerIds(clock, recovered.HighestId);
        _journal = new JournalWriter(folder, options, recovered, clock, log);
        CloseLost(recovered, clock, log);
        _commit = options.Durability == LedgerDurability.Power ? new GroupCommit(_journal) : null;
        _reads = new StoredObjectReads(folder);
        _import = new ImportLoop(folder, _journal, options, clock, log, _recent.Imported, _reads.Dispose);
    }

    /// <summary>Makes ids above all that the journal holds.</summary>
    public LedgerIds Ids { get; }

    /// <inheritdoc/>
    public bool IsAccepting => _journal.IsAccepting;

    /// <summary>How far SQLite is behind the journal.</summary>
    public ImportLag ImportLag => _import.Lag;

    /// <summary>Entries that wait in memory for a journal that cannot be written.</summary>
    public int Backlog => _journal.Waiting;

    /// <summary>Closed entries that were lost because the backlog was full; their attempts become unknown at the next start.</summary>
    public long Dropped => _journal.Dropped;

    /// <summary>How far the clock is behind the last entry: it stepped back, and entries keep that entry's time until it has caught up; 0 otherwise.</summary>
    public TimeSpan ClockBehind => _journal.Times.Behind(_clock.GetUtcNow());

    /// <summary>
    /// Opens the ledger: takes the folder's lock, recovers the journal, closes as lost what an earlier process left open, and
    /// begins to take the journal over into SQLite. Neither a full disk nor a failing SQLite keeps it from opening.
    /// </summary>
    /// <param name="options">Where it lies and what it promises.</param>
    /// <param name="clock">Where the time comes from.</param>
    /// <param name="log">Where failures are told; null for nowhere.</param>
    /// <exception cref="LedgerInUseException">Another process has the folder.</exception>
    /// <exception cref="IOException">The folder cannot be made or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be made or read.</exception>
    /// <exception cref="SchemaException">A newer version wrote SQLite's file, or it could not be brought to this one.</exception>
    /// <exception cref="InvalidDataException">A newer version wrote this journal.</exception>
    public static async Task<LedgerStore> OpenAsync(LedgerOptions options, TimeProvider clock, ILogger? log = null)
    {
        var folder = new DataFolder(options.Folder);
        var taken = await DataFolderLock.TakeAsync(folder, clock);
        log ??= NullLogger.Instance;
        try
        {
            Migrate(folder, log);
            return new LedgerStore(folder, taken, options, clock, log);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> OpenAsync(Opened entry)
    {
        var entered = _journal.TryOpen(entry);
        return entered && _commit is not null ? CoverAsync(entry) : ValueTask.FromResult(entered);
    }

    /// <inheritdoc/>
    public void Close(Closed entry)
    {
        if (_journal.Close(entry) is not { } opened || entry.StoredId is not { } id)
        {
            return;
        }
        // Where it waits in memory it comes later: known at the latest when the next segment is.
        var at = _journal.Waiting == 0 ? _journal.End : new JournalPosition(_journal.End.Segment + 1, 0);
        if (opened.Operation == Operation.Generate)
        {
            _recent.Note(id, new StoredObject(id, opened.Project, opened.Model, opened.Offer), at);
        }
        else if (opened.Operation == Operation.Delete && entry.Outcome == Outcome.Completed)
        {
            _recent.Note(id, null, at);
        }
    }

    /// <inheritdoc/>
    public bool Adjust(Adjustment entry) => _journal.TryAdjust(entry);

    /// <inheritdoc/>
    /// <exception cref="SqliteException">SQLite failed: whose it is cannot be said now.</exception>
    /// <exception cref="IOException">SQLite is not level with the journal yet: whose it is cannot be said now.</exception>
    public ValueTask<StoredObject?> FindAsync(string id) =>
        _recent.TryFind(id, out var stored) ? ValueTask.FromResult(stored)
        : _import.IsLevel ? ValueTask.FromResult(_reads.Find(id))
        : FindLevelAsync(id);

    /// <summary>Completes when SQLite holds everything that the journal holds now; false where SQLite fails.</summary>
    public Task<bool> FlushAsync() => _import.FlushAsync();

    /// <summary>Writes what waits, takes over what is left, and lets the folder go. Attempts that are open stay so until the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }
        _journal.TryAgain();
        await _import.FlushAsync();
        if (_commit is not null)
        {
            await _commit.CoveredAsync(); // closed entries wait for the next fsync: this is the last
            _commit.Dispose();
        }
        _import.Dispose();
        _journal.Dispose();
        _reads.Dispose();
        _lock.Dispose();
    }

    // A newer version's files end the start; what is full, locked or corrupt the import goes on to try, and builds anew where it must.
    private static void Migrate(DataFolder folder, ILogger log)
    {
        try
        {
            LedgerFiles.Migrate(folder);
        }
        catch (SqliteException e)
        {
            log.ImportFails(e.Message);
        }
    }

    private async ValueTask<StoredObject?> FindLevelAsync(string id) =>
        await _import.FlushAsync()
            ? _reads.Find(id)
            : throw new IOException("state.db is not level with the journal: it is tried again.");

    private async ValueTask<bool> CoverAsync(Opened entry)
    {
        if (await _commit!.CoveredAsync())
        {
            return true;
        }
        // It will not be sent, and must not look as if it had been.
        Close(Ended(entry.Attempt, entry.At, Outcome.Failed, UsageBasis.NotBilled));
        return false;
    }

    private void CloseLost(RecoveredJournal recovered, TimeProvider clock, ILogger log)
    {
        if (recovered.Open.Count > 0)
        {
            log.Lost(recovered.Open.Count);
        }
        foreach (var attempt in recovered.Open)
        {
            _journal.Close(Ended(attempt, clock.GetUtcNow(), Outcome.Lost, UsageBasis.Unknown));
        }
    }

    private static Closed Ended(LedgerId attempt, DateTimeOffset at, Outcome outcome, UsageBasis basis) =>
        new()
        {
            Attempt = attempt,
            At = at,
            Outcome = outcome,
            Basis = basis,
            Fault = FaultKind.GatewayBug,
        };
}
