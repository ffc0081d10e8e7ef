using System.Buffers;
using System.Text.Json;
using Prenup.Core.Faults;
using Prenup.Core.Ledger;

namespace Prenup.Gateway.Tallying;

/// <summary>One JSON line per exchange. Lines are gathered in memory and written by one task, so that no exchange waits for a disk.</summary>
public sealed class AccessLog : IAsyncDisposable
{
    private const int MostWaiting = 16 << 20;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);
    private readonly Lock _lock = new();
    private readonly Stream _file;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _writing;
    private ArrayBufferWriter<byte> _filling = new(64 << 10);
    private ArrayBufferWriter<byte> _spare = new(64 << 10);
    private readonly Utf8JsonWriter _json = new(Stream.Null);
    private long _dropped;

    /// <summary>Writes to a stream, which is closed with the log.</summary>
    public AccessLog(Stream file, TimeProvider clock)
    {
        (_file, _clock) = (file, clock);
        _writing = WriteAsync();
    }

    /// <summary>Lines dropped since more than 16 MiB were waiting for the disk.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Adds the line of an exchange.</summary>
    public void Add(Arrival arrival, Exchange? exchange, Attempt? attempt, Closed? closed, Fault? fault)
    {
        lock (_lock) // the one buffer is shared; a line is composed in it and copied nowhere
        {
            if (_filling.WrittenCount > MostWaiting)
            {
                _dropped++;
                return;
            }
            _json.Reset(_filling);
            AccessLine.Write(_json, _clock, arrival, exchange, attempt, closed, fault);
            _json.Flush();
            _filling.Write("\n"u8);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _writing;
        await _file.DisposeAsync();
        await _json.DisposeAsync();
        _end.Dispose();
    }

    private async Task WriteAsync()
    {
        using var timer = new PeriodicTimer(Every, _clock);
        var ended = false;
        while (!ended)
        {
            try
            {
                await timer.WaitForNextTickAsync(_end.Token);
            }
            catch (OperationCanceledException)
            {
                ended = true;
            }
            await FlushAsync();
        }
    }

    private async ValueTask FlushAsync()
    {
        ArrayBufferWriter<byte> full;
        lock (_lock)
        {
            (full, _filling) = (_filling, _spare);
        }
        try
        {
            await _file.WriteAsync(full.WrittenMemory);
            await _file.FlushAsync();
        }
        catch (IOException)
        {
            Interlocked.Increment(ref _dropped); // a full disk stops the log, never the gateway
        }
        full.ResetWrittenCount();
        _spare = full;
    }
}
