using Prenup.Core.Ledger;

namespace Prenup.Stores.Journal;

/// <summary>Where to begin in a journal that is read from its middle: each segment says what it took over.</summary>
internal static class SegmentStarts
{
    /// <summary>The segment in which the entries of a month begin, or one before it; 0 where there is no journal.</summary>
    /// <exception cref="IOException">A segment cannot be read.</exception>
    public static int Of(DataFolder folder, LedgerMonth month)
    {
        var segments = folder.Segments();
        var start = Micros.Of(month.Start);
        for (var i = segments.Count - 1; i > 0; i--)
        {
            if (Carried(folder, segments[i]) is { } carried && carried.LastAt < start)
            {
                return segments[i];
            }
        }
        return segments.Count > 0 ? segments[0] : 0;
    }

    /// <summary>What a segment took over; null where that record is damaged.</summary>
    /// <exception cref="IOException">The segment cannot be read.</exception>
    public static CarriedRecord? Carried(DataFolder folder, int segment)
    {
        using var reader = new SegmentReader(folder, segment);
        var first = reader.Record(SegmentHeader.Bytes, reader.Length);
        return !first.IsEmpty && first[RecordFrame.HeaderBytes] == (byte)RecordKind.Carried
            ? CarriedRecord.Read(first[(RecordFrame.HeaderBytes + 1)..])
            : null;
    }

    /// <summary>The opened entries of the attempts that were open where a segment begins, as far as the segments before have them.</summary>
    /// <exception cref="IOException">A segment cannot be read.</exception>
    public static IEnumerable<Opened> OpenAt(DataFolder folder, int segment)
    {
        var wanted = new HashSet<LedgerId>(Carried(folder, segment)?.Open ?? []);
        foreach (var number in folder.Segments().Where(number => number < segment).Reverse())
        {
            if (wanted.Count == 0)
            {
                yield break;
            }
            using var cursor = new JournalCursor(folder, new JournalPosition(number, 0));
            while (cursor.TryRead(new JournalPosition(number, long.MaxValue)))
            {
                if (cursor.Entry() is Opened opened && wanted.Remove(opened.Attempt))
                {
                    yield return opened;
                }
            }
        }
    }
}
