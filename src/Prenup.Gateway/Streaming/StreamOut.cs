namespace Prenup.Gateway.Streaming;

/// <summary>
/// The way to a streaming client: one writer at a time, and a comment line when nothing was sent for a while, so that no box on
/// the way takes the silence of a reasoning model for a dead connection.
/// </summary>
public sealed class StreamOut : IAsyncDisposable
{
    private static readonly byte[] Comment = ": keep-alive\n\n"u8.ToArray();
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly ClientReply _reply;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _beat;
    private readonly Action<ClientReply> _head;
    private readonly ITimer _timer;
    private long _last;
    private int _over;
    private int _ended;

    /// <summary>Starts to listen for silence.</summary>
    /// <param name="reply">The client.</param>
    /// <param name="clock">Where time comes from.</param>
    /// <param name="beat">How long a silence may last.</param>
    /// <param name="head">Sets status and headers when a heartbeat has to send the head.</param>
    public StreamOut(ClientReply reply, TimeProvider clock, TimeSpan beat, Action<ClientReply> head)
    {
        (_reply, _clock, _beat, _head) = (reply, clock, beat, head);
        _last = clock.GetTimestamp();
        _timer = clock.CreateTimer(static stream => ((StreamOut)stream!).Beat(), this, beat, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Takes the pen: until <see cref="Exit"/> nobody else writes.</summary>
    public ValueTask EnterAsync() => _writer.Wait(0) ? default : new ValueTask(_writer.WaitAsync());

    /// <summary>Gives the pen back.</summary>
    public void Exit()
    {
        Volatile.Write(ref _last, _clock.GetTimestamp());
        _writer.Release();
    }

    /// <summary>Ends the heartbeats; when it completes, none is writing. The second time it does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_ended++ > 0)
        {
            return;
        }
        Volatile.Write(ref _over, 1);
        await _timer.DisposeAsync();
        await _writer.WaitAsync();
        _writer.Dispose();
    }

    private void Beat()
    {
        var silent = _clock.GetElapsedTime(Volatile.Read(ref _last));
        if (silent < _beat || !_writer.Wait(0))
        {
            Sleep(silent < _beat ? _beat - silent : _beat);
            return;
        }
        _ = BeatAsync();
    }

    private async Task BeatAsync()
    {
        try
        {
            if (Volatile.Read(ref _over) == 0)
            {
                if (!_reply.Started)
                {
                    _head(_reply);
                }
                await _reply.Body.WriteAsync(Comment);
            }
        }
        catch (Exception gone)
            when (gone
                    is IOException
                        or OperationCanceledException
                        or InvalidOperationException
                        or ObjectDisposedException
            )
        {
            // The client left; whoever serves the exchange learns it from the exchange's own token.
            Volatile.Write(ref _over, 1);
        }
        finally
        {
            Exit();
        }
        Sleep(_beat);
    }

    private void Sleep(TimeSpan span)
    {
        if (Volatile.Read(ref _over) == 0)
        {
            try
            {
                _timer.Change(span + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
            }
            catch (ObjectDisposedException)
            {
                Volatile.Write(ref _over, 1);
            }
        }
    }
}
