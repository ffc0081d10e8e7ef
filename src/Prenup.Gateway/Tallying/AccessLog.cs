using System.Buffers;
using System.Text.Json;

namespace Prenup.Gateway.Tallying;

/// <summary>
/// One JSON line per exchange. Lines are gathered in memory and written a moment after the first of them, so that no exchange
/// waits for a disk and a gateway without exchanges wakes nobody.
/// </summary>
public sealed class AccessLog : IAsyncDisposable
{
    private const int MostWaiting = 16 << 20;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Stream _file;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private readonly Utf8JsonWriter _json = new(Stream.Null);
    private ArrayBufferWriter<byte> _filling = new(64 << 10);
    private ArrayBufferWriter<byte> _spare = new(64 << 10);
    private bool _due;
    private long _dropped;

    /// <summary>Writes to a stream, which is closed with the log.</summary>
    public AccessLog(Stream file, TimeProvider clock)
    {
        (_file, _clock) = (file, clock);
        _timer = clock.CreateTimer(
            static log => _ = ((AccessLog)log!).FlushAsync(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    /// <summary>Lines dropped: more than 16 MiB were waiting, or the disk refused them.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Adds the line of an exchange.</summary>
    internal void Add(in EndedExchange ended)
    {
        lock (_lock) // the one buffer is shared; a line is composed in it and copied nowhere
        {
            if (_filling.WrittenCount > MostWaiting)
            {
                _dropped++;
                return;
            }
            _json.Reset(_filling);
            AccessLine.Write(_json, _clock, ended);
            _json.Flush();
            _filling.Write("\n"u8);
            if (!_due)
            {
                _due = true;
                _timer.Change(Moment, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Writes what waits, then closes the stream.</summary>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await FlushAsync();
        await _file.DisposeAsync();
        await _json.DisposeAsync();
        _writing.Dispose();
    }

    private async Task FlushAsync()
    {
        await _writing.WaitAsync(); // a slow disk: the next lines wait in memory, bounded
        try
        {
            ArrayBufferWriter<byte> full;
            lock (_lock)
            {
                (full, _filling, _due) = (_filling, _spare, false);
            }
            await WriteAsync(full);
            full.ResetWrittenCount();
            _spare = full;
        }
        finally
        {
            _writing.Release();
        }
    }

    private async ValueTask WriteAsync(ArrayBufferWriter<byte> lines)
    {
        try
        {
            await _file.WriteAsync(lines.WrittenMemory);
            await _file.FlushAsync();
        }
        catch (IOException)
        {
            Interlocked.Increment(ref _dropped); // a full disk stops the log, never the gateway
        }
    }
}
