using Microsoft.Win32.SafeHandles;

namespace Prenup.Stores.Journal;

/// <summary>Reads one segment forward, in blocks; also one that is being written.</summary>
public sealed class SegmentReader : IDisposable
{
    private const int Block = 128 << 10;
    private readonly FileStream _file;
    private readonly SafeFileHandle _handle; // the stream's property seeks at every look
    private byte[] _buffer = new byte[Block];
    private long _bufferAt;
    private int _buffered;

    /// <summary>Opens a segment.</summary>
    /// <exception cref="IOException">It does not exist or cannot be read.</exception>
    public SegmentReader(DataFolder folder, int number)
    {
        Number = number;
        try
        {
            _file = Open(folder.Find(number));
        }
        catch (FileNotFoundException)
        {
            _file = Open(folder.Find(number)); // archived between the look and the opening
        }
        _handle = _file.SafeFileHandle;
    }

    /// <summary>The segment's number.</summary>
    public int Number { get; }

    /// <summary>Bytes in the file now.</summary>
    public long Length => RandomAccess.GetLength(_handle);

    /// <summary>Its header; false where it is not as it was written.</summary>
    public bool TryHeader(out SegmentHeader header) =>
        SegmentHeader.TryRead(Bytes(0, SegmentHeader.Bytes, SegmentHeader.Bytes), out header)
        && header.Number == Number;

    /// <summary>
    /// The whole record at an offset, header included; empty where none lies there before <paramref name="end"/>.
    /// Valid until the next call. Nothing behind the end is looked at: it may still be written.
    /// </summary>
    public ReadOnlySpan<byte> Record(long offset, long end)
    {
        var length = RecordFrame.Length(Bytes(offset, RecordFrame.HeaderBytes, end));
        if (length == 0 || offset + length > end)
        {
            return [];
        }
        var record = Bytes(offset, length, end);
        return record.Length == length && RecordFrame.IsWhole(record) ? record : [];
    }

    /// <summary>A record that <see cref="Record"/> just found.</summary>
    public ReadOnlySpan<byte> Found(long offset, int length) => Bytes(offset, length, offset + length);

    /// <summary>
    /// The offset of the next whole record after bytes that are none; <paramref name="end"/> where there is no other before
    /// <paramref name="content"/>, behind which all is zero.
    /// </summary>
    public long Resume(long offset, long content, long end)
    {
        for (var next = offset + 1; next < content; next++)
        {
            if (!Record(next, end).IsEmpty)
            {
                return next;
            }
        }
        return end;
    }

    /// <summary>The end of what is not zero between two offsets; <paramref name="offset"/> where all is.</summary>
    public long EndOfContent(long offset, long end)
    {
        var last = offset;
        for (var at = offset; at < end; )
        {
            var bytes = Bytes(at, (int)Math.Min(Block, end - at), end);
            if (bytes.IsEmpty)
            {
                break;
            }
            var index = bytes.LastIndexOfAnyExcept((byte)0);
            last = index >= 0 ? at + index + 1 : last;
            at += bytes.Length;
        }
        return last;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    // Fewer bytes than asked for only at the end.
    private ReadOnlySpan<byte> Bytes(long offset, int count, long end)
    {
        if (offset < _bufferAt || offset + count > _bufferAt + _buffered)
        {
            Fill(offset, count, end);
        }
        var start = (int)(offset - _bufferAt);
        return _buffer.AsSpan(start, Math.Min(count, _buffered - start));
    }

    private void Fill(long offset, int count, long end)
    {
        if (count > _buffer.Length)
        {
            _buffer = new byte[count];
        }
        (_bufferAt, _buffered) = (offset, 0);
        var wanted = (int)Math.Clamp(end - offset, 0, _buffer.Length);
        while (_buffered < wanted)
        {
            var free = _buffer.AsSpan(_buffered, wanted - _buffered);
            var read = RandomAccess.Read(_handle, free, offset + _buffered);
            if (read == 0)
            {
                return;
            }
            _buffered += read;
        }
    }
}
