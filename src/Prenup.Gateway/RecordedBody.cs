using System.Buffers;
using System.IO.Pipelines;

namespace Prenup.Gateway;

/// <summary>The body of a <see cref="Recording"/>: one writes, any number read, each from the begin and as it comes.</summary>
/// <param name="most">Bytes at most; what is written beyond is dropped.</param>
internal sealed class RecordedBody(long most) : PipeWriter
{
    private readonly Lock _lock = new();
    private readonly ArrayBufferWriter<byte> _bytes = new(4 << 10);
    private TaskCompletionSource _more = New();
    private int _flushed;
    private bool _ended;

    /// <summary>Whether anything was flushed: the head has left.</summary>
    public bool Started { get; private set; }

    /// <summary>Whether more was written than fits.</summary>
    public bool Overflowed { get; private set; }

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        lock (_lock)
        {
            return _bytes.GetMemory(sizeHint);
        }
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        lock (_lock)
        {
            Overflowed |= _bytes.WrittenCount + (long)bytes > most;
            if (!Overflowed)
            {
                _bytes.Advance(bytes);
            }
        }
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            Started = true;
            _flushed = _bytes.WrittenCount;
            Wake();
        }
        return ValueTask.FromResult(new FlushResult(isCanceled: false, isCompleted: false));
    }

    public override void CancelPendingFlush() { }

    public override void Complete(Exception? exception = null)
    {
        lock (_lock)
        {
            _flushed = _bytes.WrittenCount;
            _ended = true;
            Wake();
        }
    }

    /// <summary>Completes when the head is known, or there will be none.</summary>
    public async Task BegunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Task more;
            lock (_lock)
            {
                if (Started || _ended)
                {
                    return;
                }
                more = _more.Task;
            }
            await more.WaitAsync(cancellation);
        }
    }

    /// <summary>What was flushed from a place on; waits where nothing was yet. Empty at the end.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(long from, CancellationToken cancellation)
    {
        while (true)
        {
            Task more;
            lock (_lock)
            {
                if (_flushed > from || _ended)
                {
                    return _bytes.WrittenMemory[(int)from.._flushed];
                }
                more = _more.Task;
            }
            await more.WaitAsync(cancellation);
        }
    }

    private void Wake()
    {
        var woken = _more;
        _more = New();
        woken.SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
