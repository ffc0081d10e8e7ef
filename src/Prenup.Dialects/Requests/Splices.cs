using System.Buffers;
using System.Runtime.InteropServices;

namespace Prenup.Dialects.Requests;

/// <summary>The named edits of one body, by offset and without overlap. The edited body is never copied together.</summary>
public readonly struct Splices
{
    private readonly List<Splice>? _items;

    internal Splices(List<Splice> items)
    {
        items.Sort(static (a, b) => a.Offset.CompareTo(b.Offset));
        _items = items;
    }

    /// <summary>No edit: the bytes go out as they came in.</summary>
    public static Splices None => default;

    /// <summary>Whether nothing is edited.</summary>
    public bool IsEmpty => _items is null;

    /// <summary>The edits, by offset.</summary>
    public ReadOnlySpan<Splice> Items => CollectionsMarshal.AsSpan(_items);

    /// <summary>How long a body of this many bytes is after the edits.</summary>
    public int LengthAfter(int length)
    {
        foreach (var splice in Items)
        {
            length += splice.Replacement.Length - splice.Length;
        }
        return length;
    }

    /// <summary>The edited body's runs of bytes, in order, to send or to hash.</summary>
    /// <param name="body">The original.</param>
    public SplicedBody Over(ReadOnlyMemory<byte> body) => new(_items, body);

    /// <summary>Writes the edited body.</summary>
    public void WriteTo(ReadOnlyMemory<byte> body, IBufferWriter<byte> output)
    {
        foreach (var segment in Over(body))
        {
            output.Write(segment.Span);
        }
    }

    /// <summary>Writes the edited body to a stream.</summary>
    public async ValueTask WriteToAsync(ReadOnlyMemory<byte> body, Stream output, CancellationToken cancellation)
    {
        var segments = Over(body);
        while (segments.MoveNext())
        {
            await output.WriteAsync(segments.Current, cancellation);
        }
    }
}
