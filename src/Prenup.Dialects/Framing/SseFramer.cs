using System.Buffers;

namespace Prenup.Dialects.Framing;

/// <summary>
/// Cuts one event stream into frames without copying: the stream is read straight into the framer's pooled buffer. The
/// raw bytes of all frames, in order, are the bytes that went in. Not thread-safe: one per stream, one reader.
/// </summary>
/// <remarks>
/// A frame ends with an empty line; lines end with LF, CR or CRLF. A CR at the very end of what has arrived waits for the
/// next byte, so that the frames do not depend on how the network cut the stream.
/// </remarks>
public sealed class SseFramer : IDisposable
{
    /// <summary>The largest event accepted where nothing else is said: 16 MiB, room for a generated image.</summary>
    public const int DefaultMaxEventBytes = 16 * 1024 * 1024;

    private const int FirstBuffer = 4096;
    private const int LeastRead = 1024;

    private readonly int _maxEventBytes;
    private byte[] _buffer = [];
    private int _start; // of the event not yet handed out
    private int _line; // start of the line not yet understood
    private int _scan; // how far the search for its end has come
    private int _end; // of what has arrived
    private int _dataLines;
    private int _dataStart;
    private int _dataEnd;
    private bool _begun;

    /// <summary>A framer that refuses events longer than <paramref name="maxEventBytes"/>.</summary>
    public SseFramer(int maxEventBytes = DefaultMaxEventBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxEventBytes);
        _maxEventBytes = maxEventBytes;
    }

    /// <summary>Whether an event exceeded the limit: the stream has no further frames and must be given up.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>Bytes that have arrived and were not handed out as a frame yet.</summary>
    public int Pending => _end - _start;

    /// <summary>Memory to read the stream into, at least 1 KiB; frames handed out before become invalid.</summary>
    /// <exception cref="InvalidOperationException">The stream has <see cref="Overflowed"/>.</exception>
    public Memory<byte> GetMemory()
    {
        if (Overflowed)
        {
            throw new InvalidOperationException("The stream was given up: an event exceeded the limit.");
        }
        if (_buffer.Length - _end < LeastRead || _start == _end)
        {
            MakeRoom();
        }
        return _buffer.AsMemory(_end);
    }

    /// <summary>Says how many bytes were read into the memory handed out last.</summary>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _buffer.Length - _end);
        _end += count;
    }

    /// <summary>The next complete frame; false when more bytes are needed, or the stream has <see cref="Overflowed"/>.</summary>
    public bool TryRead(out SseFrame frame)
    {
        while (!Overflowed)
        {
            var found = _buffer.AsSpan(_scan, _end - _scan).IndexOfAny((byte)'\r', (byte)'\n');
            var at = _scan + found;
            if (found < 0 || (_buffer[at] == '\r' && at + 1 == _end))
            {
                _scan = found < 0 ? _end : at;
                Overflowed = Pending > _maxEventBytes;
                break;
            }
            var next = _buffer[at] == '\r' && _buffer[at + 1] == '\n' ? at + 2 : at + 1;
            var isBlank = Understand(at);
            _line = _scan = next;
            if (isBlank)
            {
                return TryCut(next, out frame);
            }
        }
        frame = default;
        return false;
    }

    /// <summary>At the end of the stream: what is left, as one last frame; false when nothing is left.</summary>
    public bool TryFlush(out SseFrame frame)
    {
        frame = default;
        if (Overflowed || Pending == 0)
        {
            return false;
        }
        var lineEnd = _end > _line && _buffer[_end - 1] == '\r' ? _end - 1 : _end;
        _ = Understand(lineEnd);
        _line = _scan = _end;
        return TryCut(_end, out frame);
    }

    /// <summary>Gives the buffer back while nothing is pending, so that an idle stream holds nothing. Frames become invalid.</summary>
    public void Trim()
    {
        if (_start == _end && _buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
            _start = _line = _scan = _end = 0;
        }
    }

    /// <summary>Gives the buffer back; frames become invalid.</summary>
    public void Dispose()
    {
        _start = _line = _scan = _end;
        Trim();
    }

    // Notes what the line from _line to the given end says; true for the empty line that ends an event.
    private bool Understand(int lineEnd)
    {
        if (!_begun)
        {
            _begun = true;
            _line += SseLine.MarkLength(_buffer.AsSpan(_line, lineEnd - _line));
        }
        if (lineEnd == _line)
        {
            return true;
        }
        var start = SseLine.DataStart(_buffer.AsSpan(_line, lineEnd - _line));
        if (start >= 0 && _dataLines++ == 0)
        {
            _dataStart = _line + start;
            _dataEnd = lineEnd;
        }
        return false;
    }

    private bool TryCut(int end, out SseFrame frame)
    {
        Overflowed = end - _start > _maxEventBytes;
        var raw = _buffer.AsMemory(_start, end - _start);
        frame = _dataLines switch
        {
            _ when Overflowed => default,
            0 => new SseFrame(raw, default, -1, hasData: false),
            1 => new SseFrame(
                raw,
                _buffer.AsMemory(_dataStart, _dataEnd - _dataStart),
                _dataStart - _start,
                hasData: true
            ),
            _ => new SseFrame(raw, SseLine.Join(raw.Span), -1, hasData: true),
        };
        _start = end;
        _dataLines = 0;
        return !Overflowed;
    }

    // Moves what is pending to the front, into a larger buffer where it fills more than half of this one.
    private void MakeRoom()
    {
        var pending = Pending;
        var buffer = _buffer;
        if (pending > buffer.Length / 2 || buffer.Length == 0)
        {
            buffer = ArrayPool<byte>.Shared.Rent(Math.Max(FirstBuffer, (pending + LeastRead) * 2));
        }
        _buffer.AsSpan(_start, pending).CopyTo(buffer);
        if (buffer != _buffer && _buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }
        _buffer = buffer;
        (_line, _scan, _dataStart, _dataEnd) = (_line - _start, _scan - _start, _dataStart - _start, _dataEnd - _start);
        (_start, _end) = (0, pending);
    }
}
