using System.IO.MemoryMappedFiles;

namespace Prenup.Stores.Journal;

/// <summary>
/// A segment mapped into memory: a record costs a copy instead of a system call. Only where the file system keeps its word
/// on reserved blocks; elsewhere a full disk would end the process (SIGBUS) instead of raising an exception.
/// </summary>
internal sealed class SegmentMap : IDisposable
{
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;

    private SegmentMap(FileStream file, long capacity)
    {
        _map = MemoryMappedFile.CreateFromFile(
            file,
            null,
            capacity,
            MemoryMappedFileAccess.ReadWrite,
            HandleInheritability.None,
            leaveOpen: true
        );
        _view = _map.CreateViewAccessor(0, capacity);
    }

    /// <summary>Maps a segment whose blocks are reserved; null where its file system is not known to keep them.</summary>
    public static SegmentMap? TryMap(FileStream file, long capacity) =>
        KeepsReservedBlocks(file.Name) ? new SegmentMap(file, capacity) : null;

    /// <summary>Copies bytes to an offset.</summary>
    public void Write(long offset, ReadOnlySpan<byte> bytes) =>
        _view.SafeMemoryMappedViewHandle.WriteSpan((ulong)offset, bytes);

    /// <summary>Unmaps; what was written is with the operating system.</summary>
    public void Dispose()
    {
        _view.Dispose();
        _map.Dispose();
    }

    // Copy-on-write and network file systems take reserved blocks back, or never had them.
    private static bool KeepsReservedBlocks(string file)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }
        var format = new DriveInfo(Path.GetDirectoryName(file)!).DriveFormat;
        return format.StartsWith("ext", StringComparison.Ordinal) || format is "xfs" or "tmpfs";
    }
}
