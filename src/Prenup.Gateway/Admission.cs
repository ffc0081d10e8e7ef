using Prenup.Core.Keys;

namespace Prenup.Gateway;

/// <summary>Who is asking, and the room they take; disposed at the exchange's end.</summary>
public sealed class Admission(VirtualKey key, Room room, long bytes) : IDisposable
{
    private long _bytes = bytes;
    private int _left;

    /// <summary>The key that let them in.</summary>
    public VirtualKey Key { get; } = key;

    /// <summary>Takes more memory for a body whose length was not announced; false where the gateway has none left.</summary>
    public bool TryGrow(long bytes)
    {
        if (!room.TryTakeBytes(bytes))
        {
            return false;
        }
        _bytes += bytes;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _left, 1) == 0)
        {
            room.Leave(_bytes);
        }
    }
}
