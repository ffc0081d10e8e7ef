using Prenup.Core.Ledger;

namespace Prenup.Stores.Journal;

/// <summary>What a journal says at a start: where it ends, and what was open when its process ended.</summary>
public sealed class RecoveredJournal
{
    private readonly HashSet<LedgerId> _open = [];
    private readonly List<JournalDamage> _damages = [];

    private RecoveredJournal() { }

    /// <summary>After the last whole record; segment 0 for a new journal.</summary>
    public JournalPosition End { get; private set; }

    /// <summary>The header of the last segment; null where there is none that could go on.</summary>
    public SegmentHeader? Last { get; private set; }

    /// <summary>The highest number of a segment, whole or not; 0 for a new journal.</summary>
    public int HighestSegment { get; private set; }

    /// <summary>The labels of the last segment.</summary>
    public int Labels { get; private set; }

    /// <summary>The highest id ever written; 0 for a new journal.</summary>
    public long HighestId { get; private set; }

    /// <summary>The time of the last record in microseconds since 1970; 0 for a new journal.</summary>
    public long LastAt { get; private set; }

    /// <summary>Attempts without a closed entry.</summary>
    public IReadOnlyCollection<LedgerId> Open => _open;

    /// <summary>What was no record in the segments read.</summary>
    public IReadOnlyList<JournalDamage> Damages => _damages;

    /// <summary>Reads the last segment; earlier ones too where its first record is damaged.</summary>
    /// <exception cref="IOException">A segment cannot be read.</exception>
    /// <exception cref="InvalidDataException">A newer version wrote this journal.</exception>
    public static RecoveredJournal Read(DataFolder folder)
    {
        var recovered = new RecoveredJournal();
        var segments = folder.Segments();
        if (segments.Count > 0)
        {
            recovered.HighestSegment = segments[^1];
            recovered.ReadFrom(folder, Base(folder, segments));
            using var last = new SegmentReader(folder, segments[^1]);
            recovered.Last = last.TryHeader(out var header) ? header : null;
        }
        return recovered;
    }

    private static int Base(DataFolder folder, IReadOnlyList<int> segments)
    {
        for (var i = segments.Count - 1; i > 0; i--)
        {
            using var segment = new SegmentReader(folder, segments[i]);
            var first = segment.Record(SegmentHeader.Bytes, segment.Length);
            if (!first.IsEmpty && first[RecordFrame.HeaderBytes] == (byte)RecordKind.Carried)
            {
                return segments[i];
            }
        }
        return segments[0];
    }

    private void ReadFrom(DataFolder folder, int segment)
    {
        using var cursor = new JournalCursor(folder, new JournalPosition(segment, 0)) { Damaged = _damages.Add };
        while (cursor.TryRead())
        {
            switch (cursor.Entry())
            {
                case CarriedRecord carried:
                    Take(carried);
                    break;
                case Opened opened:
                    Take(opened);
                    break;
                case Closed closed:
                    Take(closed);
                    break;
                case Adjustment adjustment:
                    Take(adjustment);
                    break;
                default:
                    break;
            }
        }
        (End, Labels) = (cursor.Position, cursor.Labels);
    }

    private void Take(CarriedRecord carried)
    {
        _open.UnionWith(carried.Open);
        (HighestId, LastAt) = (Math.Max(HighestId, carried.HighestId), Math.Max(LastAt, carried.LastAt));
    }

    private void Take(Opened entry)
    {
        _open.Add(entry.Attempt);
        HighestId = Math.Max(HighestId, Math.Max(entry.Attempt.Value, entry.Exchange.Value));
        LastAt = Math.Max(LastAt, Micros.Of(entry.At));
    }

    private void Take(Closed entry)
    {
        _open.Remove(entry.Attempt);
        LastAt = Math.Max(LastAt, Micros.Of(entry.At));
    }

    private void Take(Adjustment entry)
    {
        HighestId = Math.Max(HighestId, entry.Id.Value);
        LastAt = Math.Max(LastAt, Micros.Of(entry.At));
    }
}
