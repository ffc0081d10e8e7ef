using System.Runtime.CompilerServices;

namespace Prenup.Dialects.Requests;

/// <summary>The member names of one object, as ranges into the body; tells a name that came before.</summary>
internal struct NameSet
{
    /// <summary>More members than any cloud's API has; bounds the comparisons.</summary>
    public const int MaxMembers = 128;

    private Ranges _names;

    /// <summary>How many names there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a name; false where it came before.</summary>
    public bool TryAdd(ReadOnlySpan<byte> body, ByteRange name)
    {
        var bytes = body.Slice(name.Offset, name.Length);
        foreach (var earlier in _names[..Count])
        {
            if (earlier.Length == name.Length && body.Slice(earlier.Offset, earlier.Length).SequenceEqual(bytes))
            {
                return false;
            }
        }
        _names[Count++] = name;
        return true;
    }

    [InlineArray(MaxMembers)]
    private struct Ranges
    {
        private ByteRange _first;
    }
}
