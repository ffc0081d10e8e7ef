namespace Prenup.Stores.Journal;

/// <summary>Makes the next segment when one is full, and keeps the full ones open until they are flushed.</summary>
/// <param name="folder">The data folder.</param>
/// <param name="options">How long segments are.</param>
/// <param name="last">The highest number there is.</param>
internal sealed class SegmentRoll(DataFolder folder, LedgerOptions options, int last) : IDisposable
{
    private const long Largest = 16 << 20;
    private const long Smallest = 64 << 10;
    private readonly Lock _lock = new();
    private readonly List<JournalSegment> _retired = [];
    private int _last = last;

    /// <summary>Makes the segment that follows.</summary>
    /// <param name="full">The one that is full; null for the first.</param>
    /// <param name="carried">What the next one takes over.</param>
    /// <param name="needed">Bytes that must fit behind that.</param>
    /// <exception cref="IOException">There is no room, or the disk fails; the full one stays as it was.</exception>
    public JournalSegment Next(JournalSegment? full, CarriedRecord carried, long needed)
    {
        var capacity = Math.Max(options.SegmentBytes ?? Default(), SegmentHeader.Bytes + carried.Bytes + needed);
        var next = JournalSegment.Create(folder, new SegmentHeader(_last + 1, capacity), carried, options.Maps);
        _last++;
        if (full is not null)
        {
            lock (_lock)
            {
                _retired.Add(full);
            }
        }
        return next;
    }

    /// <summary>Waits until the full segments are on the disk itself, and closes them.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    public void FlushRetired()
    {
        foreach (var segment in TakeRetired())
        {
            using (segment)
            {
                segment.FlushToDisk();
            }
        }
    }

    /// <summary>Closes the full segments.</summary>
    public void Dispose() => Array.ForEach(TakeRetired(), static segment => segment.Dispose());

    private JournalSegment[] TakeRetired()
    {
        lock (_lock)
        {
            JournalSegment[] taken = [.. _retired];
            _retired.Clear();
            return taken;
        }
    }

    private long Default() => Math.Clamp(new DriveInfo(folder.Root).AvailableFreeSpace / 8, Smallest, Largest);
}
