using Prenup.Core.Offers;

namespace Prenup.Gateway;

/// <summary>How much the gateway holds at a time: exchanges, and bytes of request bodies.</summary>
public sealed class Room(Limits limits) : IDisposable
{
    private readonly CancellationTokenSource _over = new();
    private volatile Limits _limits = limits;
    private long _bytes;
    private int _exchanges;
    private int _closed;

    /// <summary>Exchanges in flight.</summary>
    public int Exchanges => Volatile.Read(ref _exchanges);

    /// <summary>Bytes of request bodies held.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Whether new exchanges are turned away because the gateway is shutting down.</summary>
    public bool Closing => Volatile.Read(ref _closed) != 0;

    /// <summary>Has other bounds from now on; those in flight stay, even where there are more of them.</summary>
    public void Resize(Limits limits) => _limits = limits;

    /// <summary>Turns new exchanges away from now on; those in flight go on.</summary>
    public void Close() => Volatile.Write(ref _closed, 1);

    /// <summary>Set when the time of those in flight is over, also of those whose client left and which are read on.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>Ends what is left of those in flight.</summary>
    public Task EndAsync() => _over.CancelAsync();

    /// <inheritdoc/>
    public void Dispose() => _over.Dispose();

    /// <summary>Takes a place and the announced bytes; false where there is no room, and then nothing was taken.</summary>
    public bool TryEnter(long bytes)
    {
        if (Interlocked.Increment(ref _exchanges) <= _limits.Exchanges && TryTakeBytes(bytes))
        {
            return true;
        }
        Interlocked.Decrement(ref _exchanges);
        return false;
    }

    /// <summary>Takes bytes for an exchange that is in already.</summary>
    public bool TryTakeBytes(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) <= _limits.InFlightBytes)
        {
            return true;
        }
        Interlocked.Add(ref _bytes, -bytes);
        return false;
    }

    /// <summary>Gives a place and its bytes back.</summary>
    public void Leave(long bytes)
    {
        Interlocked.Add(ref _bytes, -bytes);
        Interlocked.Decrement(ref _exchanges);
    }
}
