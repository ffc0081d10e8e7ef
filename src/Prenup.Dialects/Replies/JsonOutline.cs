using System.Buffers;

namespace Prenup.Dialects.Replies;

/// <summary>
/// Follows a JSON object as its bytes pass, in any cuts: where its top-level members begin and end, and whether it is
/// closed. Strings and nested values are skipped, never kept.
/// </summary>
internal struct JsonOutline
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);

    private int _depth;
    private bool _inString;
    private bool _isEscaped;
    private bool _isLiteral;
    private bool _isBroken;
    private Expect _expect;

    /// <summary>What the last step met.</summary>
    public enum Step : byte
    {
        /// <summary>Nothing to act upon.</summary>
        Inside,

        /// <summary>The last byte used opens a member's name.</summary>
        NameBegins,

        /// <summary>The last byte used closes a member's name.</summary>
        NameEnds,

        /// <summary>The last byte used is the first of a member's value.</summary>
        ValueBegins,

        /// <summary>The last byte used is the last of the value.</summary>
        ValueEnds,

        /// <summary>The last byte used comes behind the value: a number or a literal has no end of its own.</summary>
        ValueEnded,
    }

    private enum Expect : byte
    {
        Object,
        NameOrEnd,
        Name,
        Colon,
        Value,
        CommaOrEnd,
        Nothing,
    }

    /// <summary>Whether exactly one object has been closed, and nothing but white space followed.</summary>
    public readonly bool IsWhole => _expect == Expect.Nothing && !_isBroken;

    /// <summary>Takes bytes until there is something to act upon, or to their end; returns how many were used.</summary>
    public int Take(ReadOnlySpan<byte> bytes, out Step step)
    {
        step = Step.Inside;
        var at = 0;
        while (step == Step.Inside && at < bytes.Length)
        {
            if (_inString)
            {
                at += InString(bytes[at..], out step);
            }
            else if (_depth > 1)
            {
                at += Nested(bytes[at..], out step);
            }
            else
            {
                step = AtTop(bytes[at++]);
            }
        }
        return at;
    }

    private int InString(ReadOnlySpan<byte> bytes, out Step step)
    {
        step = Step.Inside;
        if (_isEscaped)
        {
            _isEscaped = false;
            return 1;
        }
        var at = bytes.IndexOfAny((byte)'"', (byte)'\\');
        if (at < 0)
        {
            return bytes.Length;
        }
        if (bytes[at] == '\\')
        {
            _isEscaped = true;
            return at + 1;
        }
        _inString = false;
        if (_depth == 1)
        {
            var isName = _expect == Expect.Colon;
            step = isName ? Step.NameEnds : Step.ValueEnds;
        }
        return at + 1;
    }

    private int Nested(ReadOnlySpan<byte> bytes, out Step step)
    {
        step = Step.Inside;
        var at = bytes.IndexOfAny(Structure);
        if (at < 0)
        {
            return bytes.Length;
        }
        switch (bytes[at])
        {
            case (byte)'"':
                _inString = true;
                break;
            case (byte)'{' or (byte)'[':
                _depth++;
                break;
            default:
                step = --_depth == 1 ? Step.ValueEnds : Step.Inside;
                break;
        }
        return at + 1;
    }

    private Step AtTop(byte next)
    {
        if (_isLiteral && next is (byte)',' or (byte)'}' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _isLiteral = false;
            _ = Punctuation(next);
            return Step.ValueEnded;
        }
        return _isLiteral ? Step.Inside : Punctuation(next);
    }

    private Step Punctuation(byte next)
    {
        switch (next)
        {
            case (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t':
                return Step.Inside;
            case (byte)'{' when _expect == Expect.Object:
                _depth = 1;
                return Go(Expect.NameOrEnd, Step.Inside);
            case (byte)'"' when _expect is Expect.Name or Expect.NameOrEnd:
                _inString = true;
                return Go(Expect.Colon, Step.NameBegins);
            case (byte)':' when _expect == Expect.Colon:
                return Go(Expect.Value, Step.Inside);
            case (byte)',' when _expect == Expect.CommaOrEnd:
                return Go(Expect.Name, Step.Inside);
            case (byte)'}' when _expect is Expect.CommaOrEnd or Expect.NameOrEnd:
                _depth = 0;
                return Go(Expect.Nothing, Step.Inside);
            default:
                return Value(next);
        }
    }

    private Step Value(byte next)
    {
        if (_expect != Expect.Value || _isBroken)
        {
            _isBroken = true;
            return Step.Inside;
        }
        _inString = next == '"';
        _isLiteral = next is not ((byte)'"' or (byte)'{' or (byte)'[');
        _depth += next is (byte)'{' or (byte)'[' ? 1 : 0;
        return Go(Expect.CommaOrEnd, Step.ValueBegins);
    }

    private Step Go(Expect expect, Step step)
    {
        _expect = expect;
        return step;
    }
}
