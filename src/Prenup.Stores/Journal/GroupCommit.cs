namespace Prenup.Stores.Journal;

/// <summary>Makes entries safe against loss of power: one fsync at a time, each covering all that wait when it begins.</summary>
public sealed class GroupCommit : IDisposable
{
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _wanted = new(initialState: false);
    private readonly JournalWriter _journal;
    private readonly Thread _thread;
    private TaskCompletionSource<bool>? _next;
    private bool _ended;

    /// <summary>Starts the thread that flushes.</summary>
    public GroupCommit(JournalWriter journal)
    {
        _journal = journal;
        _thread = new Thread(Run) { IsBackground = true, Name = "prenup-commit" };
        _thread.Start();
    }

    /// <summary>Completes after an fsync that covers everything written before the call; false where that failed.</summary>
    public Task<bool> CoveredAsync()
    {
        lock (_lock)
        {
            if (_ended)
            {
                return Task.FromResult(false);
            }
            if (_next is null)
            {
                _next = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
                _wanted.Set();
            }
            return _next.Task;
        }
    }

    /// <summary>Flushes for those that wait, and ends the thread.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _ended = true;
        }
        _wanted.Set();
        _thread.Join();
        _wanted.Dispose();
    }

    private void Run()
    {
        for (var ended = false; !ended; )
        {
            _wanted.WaitOne();
            TaskCompletionSource<bool>? waiting;
            lock (_lock)
            {
                (waiting, _next) = (_next, null);
                ended = _ended;
            }
            waiting?.SetResult(TryFlush());
        }
    }

    private bool TryFlush()
    {
        try
        {
            _journal.FlushToDisk();
            return true;
        }
        catch (IOException)
        {
            return false; // the caller refuses the attempt
        }
    }
}
