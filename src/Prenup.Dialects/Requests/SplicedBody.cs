namespace Prenup.Dialects.Requests;

/// <summary>Enumerates the runs of bytes of an edited body: original, replacement, original, … Empty runs are left out.</summary>
public struct SplicedBody
{
    private readonly List<Splice>? _splices;
    private readonly ReadOnlyMemory<byte> _body;
    private int _next;
    private int _at;
    private bool _replacementIsDue;

    internal SplicedBody(List<Splice>? splices, ReadOnlyMemory<byte> body)
    {
        _splices = splices;
        _body = body;
    }

    /// <summary>The run at the enumerator.</summary>
    public ReadOnlyMemory<byte> Current { get; private set; }

    /// <summary>This enumerator, so that <c>foreach</c> takes it.</summary>
    public readonly SplicedBody GetEnumerator() => this;

    /// <summary>Moves to the next run; false behind the last.</summary>
    public bool MoveNext()
    {
        do
        {
            if (_replacementIsDue)
            {
                var splice = _splices![_next++];
                Current = splice.Replacement;
                _at = splice.Offset + splice.Length;
                _replacementIsDue = false;
            }
            else if (_splices is not null && _next < _splices.Count)
            {
                Current = _body[_at.._splices[_next].Offset];
                _replacementIsDue = true;
            }
            else
            {
                Current = _body[_at..];
                _at = _body.Length;
                return !Current.IsEmpty;
            }
        } while (Current.IsEmpty);
        return true;
    }
}
