using Microsoft.Extensions.Logging;
using Prenup.Stores.Journal;

namespace Prenup.Stores.Importing;

/// <summary>The thread that keeps SQLite close behind the journal. The journal is its queue: nothing is held in memory.</summary>
/// <remarks>A thread of its own, since SQLite's calls block: those of the pool belong to requests.</remarks>
public sealed class ImportLoop : IDisposable
{
    private const int MostIdle = 8; // intervals between two looks at a journal in which nothing happens
    private const int SettleEach = 10; // looks: what opens and closes within them costs state.db nothing
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly DataFolder _folder;
    private readonly JournalWriter _journal;
    private readonly Importer _importer;
    private readonly LedgerOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly Thread _thread;
    private readonly Action<JournalPosition> _imported;
    private TaskCompletionSource<bool>? _flush;
    private JournalPosition _position;
    private long _levelAt;
    private bool _failing;
    private int _idle = 1;
    private int _looks;
    private volatile bool _ended;
    private volatile bool _level;

    /// <summary>Starts the thread.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="journal">Says how far the journal is.</param>
    /// <param name="options">The interval.</param>
    /// <param name="clock">For the age of what is not imported.</param>
    /// <param name="log">Where failures are told.</param>
    /// <param name="imported">Is called with the position that <c>state.db</c> has come to.</param>
    /// <param name="replaced">Is called when a file of SQLite's is set aside, to be built anew.</param>
    public ImportLoop(
        DataFolder folder,
        JournalWriter journal,
        LedgerOptions options,
        TimeProvider clock,
        ILogger log,
        Action<JournalPosition> imported,
        Action replaced
    )
    {
        (_folder, _journal, _options, _clock, _log, _imported) = (folder, journal, options, clock, log, imported);
        _importer = new Importer(folder, log)
        {
            Heals = true,
            Checkpointing = journal.FlushToDisk, // it must never be behind what is built from it
            SettingAside = () =>
            {
                _level = false;
                replaced();
            },
        };
        _levelAt = clock.GetTimestamp();
        _thread = new Thread(Run) { IsBackground = true, Name = "prenup-import" };
        _thread.Start();
    }

    /// <summary>Whether SQLite held all that was in the journal once since the start, or since it is built anew.</summary>
    public bool IsLevel => _level;

    /// <summary>How far SQLite is behind.</summary>
    public ImportLag Lag
    {
        get
        {
            var end = _journal.End;
            lock (_lock)
            {
                var bytes = _position < end ? Between(_position, end) : 0;
                return new ImportLag(bytes, bytes == 0 ? TimeSpan.Zero : _clock.GetElapsedTime(_levelAt));
            }
        }
    }

    /// <summary>Takes over everything that is in the journal now; false where SQLite fails.</summary>
    public Task<bool> FlushAsync()
    {
        Task<bool> done;
        lock (_lock)
        {
            if (_ended)
            {
                return Task.FromResult(false);
            }
            _flush ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            done = _flush.Task;
        }
        _wake.Set();
        return done;
    }

    /// <summary>Takes over what is left, once, and ends the thread.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _ended = true;
        }
        _wake.Set();
        _thread.Join();
        _importer.Dispose();
        _wake.Dispose();
    }

    private void Run()
    {
        for (var ended = false; !ended; )
        {
            TaskCompletionSource<bool>? flush;
            lock (_lock)
            {
                (flush, _flush) = (_flush, null);
                ended = _ended;
            }
            var done = TryImport(settle: ended || flush is not null);
            flush?.SetResult(done);
            if (!ended)
            {
                _wake.WaitOne(_failing ? RetryInterval : _options.ImportInterval * _idle);
            }
        }
    }

    private bool TryImport(bool settle)
    {
        var end = _journal.End;
        try
        {
            var before = _importer.Position;
            _importer.ImportTo(end);
            _idle = _importer.Position == before ? Math.Min(_idle * 2, MostIdle) : 1;
            if (settle || _idle > 1 || ++_looks % SettleEach == 0)
            {
                _importer.Settle();
            }
            Level(end);
            return _importer.Position >= end;
        }
        catch (Exception e) // whatever it is: the journal goes on, and it is tried again
        {
            if (!_failing)
            {
                _failing = true;
                _log.ImportFails(e.Message);
            }
            return false;
        }
    }

    private void Level(JournalPosition end)
    {
        _level |= _importer.Settled >= end;
        lock (_lock)
        {
            _levelAt = _clock.GetTimestamp();
            _position = _importer.Position;
        }
        _imported(_importer.Settled);
        if (_failing)
        {
            _failing = false;
            _log.ImportWorks();
        }
    }

    private long Between(JournalPosition from, JournalPosition to)
    {
        var bytes = to.Offset - (from.Segment == to.Segment ? from.Offset : 0);
        for (var number = Math.Max(from.Segment, 1); number < to.Segment; number++)
        {
            var file = new FileInfo(_folder.Find(number));
            bytes += file.Exists ? file.Length - (number == from.Segment ? from.Offset : 0) : 0;
        }
        return bytes;
    }
}
