using System.Buffers;

namespace Prenup.Gateway;

/// <summary>Bytes in one piece of pooled memory that grows; taken from the front, added at the back.</summary>
public sealed class PooledBuffer(int capacity) : IBufferWriter<byte>, IDisposable
{
    // The shared pool rounds up to powers of two and keeps arrays for each thread: with bodies of many megabytes it would hold
    // several times what the gateway's budget for them says.
    private const int LargestPooled = 1 << 20;
    private byte[] _array = capacity == 0 ? [] : Rent(capacity);
    private int _start;
    private int _end;

    /// <summary>How many bytes it holds.</summary>
    public int Length => _end - _start;

    /// <summary>What it holds; valid until the next write.</summary>
    public ReadOnlyMemory<byte> Memory => _array.AsMemory(_start, Length);

    /// <summary>What it holds; valid until the next write.</summary>
    public ReadOnlySpan<byte> Span => _array.AsSpan(_start, Length);

    /// <summary>Adds bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        _end += bytes.Length;
    }

    /// <summary>Drops bytes from the front.</summary>
    public void Consume(int bytes) => _start = Length == bytes ? _end = 0 : _start + bytes;

    /// <summary>Drops bytes from the back, so that this many are left.</summary>
    public void Truncate(int length) => _end = _start + length;

    /// <inheritdoc/>
    public void Advance(int count) => _end += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _array.AsMemory(_end);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <inheritdoc/>
    public void Dispose()
    {
        var array = Interlocked.Exchange(ref _array, []);
        _start = _end = 0;
        Return(array);
    }

    private static byte[] Rent(int bytes) =>
        bytes <= LargestPooled ? ArrayPool<byte>.Shared.Rent(bytes) : GC.AllocateUninitializedArray<byte>(bytes);

    private static void Return(byte[] array)
    {
        if (array.Length is > 0 and <= LargestPooled)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    private void Reserve(int bytes)
    {
        if (_array.Length - _end >= bytes)
        {
            return;
        }
        var needed = checked(Length + bytes);
        var larger = needed <= _array.Length ? _array : Rent(Math.Max(needed, _array.Length * 2));
        var length = Length;
        Span.CopyTo(larger);
        if (larger != _array)
        {
            Return(_array);
        }
        (_array, _start, _end) = (larger, 0, length);
    }
}
