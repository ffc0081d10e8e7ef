using Microsoft.Win32.SafeHandles;

namespace Prenup.Stores.Journal;

/// <summary>The file that records are appended to. Its blocks are reserved on disk before its first record.</summary>
/// <remarks>Written through a <see cref="SegmentMap"/> where the file system allows it, by pwrite elsewhere.</remarks>
public sealed class JournalSegment : IDisposable
{
    private readonly FileStream _file;
    private readonly SafeFileHandle _handle; // the stream's property seeks at every look
    private readonly SegmentMap? _map;
    private readonly long _capacity;

    private JournalSegment(FileStream file, SegmentHeader header, long length, bool maps)
    {
        (_file, _handle) = (file, file.SafeFileHandle);
        _map = maps ? SegmentMap.TryMap(file, header.Capacity) : null;
        (Number, _capacity, Length) = (header.Number, header.Capacity, length);
    }

    /// <summary>The segment's number.</summary>
    public int Number { get; }

    /// <summary>Bytes written.</summary>
    public long Length { get; private set; }

    /// <summary>Bytes that still fit.</summary>
    public long Room => _capacity - Length;

    /// <summary>Makes a segment, reserves its blocks and writes its header and first record.</summary>
    /// <exception cref="IOException">There is no room, or the disk fails; nothing is left behind.</exception>
    public static JournalSegment Create(DataFolder folder, SegmentHeader header, CarriedRecord carried, bool maps)
    {
        var path = folder.Segment(header.Number);
        FileStream? file = null;
        try
        {
            file = new FileStream(path, Options(FileMode.Create, header.Capacity));
            var begin = new byte[SegmentHeader.Bytes + carried.Bytes];
            header.Write(begin);
            var first = carried.Write(begin.AsSpan(SegmentHeader.Bytes));
            var length = SegmentHeader.Bytes + first.Length;
            RandomAccess.Write(file.SafeFileHandle, begin.AsSpan(0, length), 0);
            return new JournalSegment(file, header, length, maps);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            File.Delete(path);
            throw e as IOException ?? new IOException(e.Message, e);
        }
    }

    /// <summary>Goes on with a segment after its last whole record; a torn write behind it is overwritten with zeros.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    public static JournalSegment Continue(DataFolder folder, SegmentHeader header, long length, bool maps)
    {
        var file = new FileStream(folder.Segment(header.Number), Options(FileMode.Open, 0));
        using (var reader = new SegmentReader(folder, header.Number))
        {
            var torn = reader.EndOfContent(length, file.Length) - length;
            if (torn > 0)
            {
                RandomAccess.Write(file.SafeFileHandle, new byte[torn], length);
            }
        }
        // One that was copied is shorter than was reserved: blocks that are not there must not be mapped.
        return new JournalSegment(file, header, length, maps && file.Length >= header.Capacity);
    }

    /// <summary>Appends a sealed record.</summary>
    /// <exception cref="IOException">The disk fails; what was written is overwritten by the next record.</exception>
    public void Append(ReadOnlySpan<byte> record)
    {
        if (_map is null)
        {
            RandomAccess.Write(_handle, record, Length);
        }
        else
        {
            _map.Write(Length, record);
        }
        Length += record.Length;
    }

    /// <summary>Tries whether the place of the next record can be written, without making it a record.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    public void Probe() => RandomAccess.Write(_handle, stackalloc byte[RecordFrame.HeaderBytes], Length);

    /// <summary>Waits until everything written is on the disk itself.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    public void FlushToDisk() => RandomAccess.FlushToDisk(_handle);

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _map?.Dispose();
        _file.Dispose();
    }

    private static FileStreamOptions Options(FileMode mode, long reserve) =>
        DataFolder.Private(mode, FileShare.ReadWrite | FileShare.Delete, reserve);
}
