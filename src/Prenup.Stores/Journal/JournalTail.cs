using Microsoft.Extensions.Logging;
using Prenup.Core.Ledger;

namespace Prenup.Stores.Journal;

/// <summary>The end of the journal: the segment that is written, its labels, and the next segment when it is full or a month begins.</summary>
/// <remarks>Used under the writer's lock, except for flushing.</remarks>
/// <param name="folder">The data folder.</param>
/// <param name="options">How long segments are.</param>
/// <param name="recovered">What the journal said.</param>
/// <param name="times">The entries' times.</param>
/// <param name="open">The attempts that are open: what a segment takes over.</param>
/// <param name="log">Where failures are told.</param>
internal sealed class JournalTail(
    DataFolder folder,
    LedgerOptions options,
    RecoveredJournal recovered,
    EntryClock times,
    Func<IReadOnlyCollection<LedgerId>> open,
    ILogger log
) : IDisposable
{
    // Of the longest entry with its labels: what must fit into a segment for another attempt to be entered.
    private const int Longest = OpenedRecord.MaxBytes + OpenedRecord.MaxLabelBytes;
    private readonly byte[] _buffer = new byte[Math.Max(OpenedRecord.MaxBytes, ClosedRecord.MaxBytes)];
    private readonly Labels _labels = new();
    private readonly SegmentRoll _roll = new(folder, options, recovered.HighestSegment);
    private JournalSegment? _segment;
    private long _nextMonth; // microseconds since 1970: from here on entries belong into another segment
    private long _highestId = recovered.HighestId;

    /// <summary>After the last record.</summary>
    public JournalPosition End { get; private set; } = recovered.End;

    /// <summary>Whether there is a segment to write to.</summary>
    public bool HasSegment => _segment is not null;

    /// <summary>Goes on with the last segment, or begins the first one.</summary>
    /// <exception cref="IOException">There is no room, or the disk fails.</exception>
    public void Start()
    {
        if (recovered.Last is { } header && header.Number == recovered.End.Segment)
        {
            _segment = JournalSegment.Continue(folder, header, recovered.End.Offset, options.Maps);
            _labels.Begin(recovered.Labels);
        }
        else
        {
            Roll(0);
        }
    }

    /// <summary>Appends an opened entry, with room behind it for as many closed ones as <paramref name="reserved"/> says.</summary>
    /// <exception cref="IOException">There is no room, or the disk fails; nothing is entered.</exception>
    public void Append(Opened entry, int reserved)
    {
        var at = Enter(entry.At, reserved);
        var record = OpenedRecord.Write(_buffer, entry, at, _labels);
        if (!Fits(record.Length, reserved))
        {
            Roll(reserved);
            record = OpenedRecord.Write(_buffer, entry, at, _labels);
        }
        Append(record, at);
        _highestId = Math.Max(_highestId, Math.Max(entry.Attempt.Value, entry.Exchange.Value));
    }

    /// <summary>Appends a closed entry into the room that was reserved for it.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="reserved">Closed entries that room is reserved for, this one included.</param>
    /// <exception cref="IOException">The disk fails; nothing is entered.</exception>
    public void Append(Closed entry, int reserved)
    {
        var at = Enter(entry.At, reserved);
        Append(ClosedRecord.Write(_buffer, entry, at, _labels), at);
    }

    /// <summary>Appends an adjustment, with room behind it for closed entries.</summary>
    /// <exception cref="IOException">There is no room, or the disk fails; nothing is entered.</exception>
    public void Append(Adjustment entry, int reserved)
    {
        var at = Enter(entry.At, reserved);
        var record = AdjustedRecord.Write(_buffer, entry, at, _labels);
        if (!Fits(record.Length, reserved))
        {
            Roll(reserved);
            record = AdjustedRecord.Write(_buffer, entry, at, _labels);
        }
        Append(record, at);
        _highestId = Math.Max(_highestId, entry.Id.Value);
    }

    /// <summary>Tries whether another attempt could be entered, without entering one.</summary>
    /// <exception cref="IOException">It could not.</exception>
    public void Probe(int reserved)
    {
        if (!Fits(Longest, reserved))
        {
            Roll(reserved);
        }
        _segment!.Probe();
    }

    /// <summary>Forgets what was begun and could not be written.</summary>
    public void Failed() => _labels.Forget();

    /// <summary>The segment that is written now, to flush it with <see cref="FlushToDisk"/>.</summary>
    public JournalSegment? Active() => _segment;

    /// <summary>Waits until the full segments and this one are on the disk itself. One thread at a time, without the writer's lock.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    public void FlushToDisk(JournalSegment? active)
    {
        _roll.FlushRetired();
        active?.FlushToDisk();
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        _roll.Dispose();
        _segment?.Dispose();
        _segment = null;
    }

    private bool Fits(int record, int reserved) =>
        _segment is not null && _segment.Room >= _labels.New.Length + record + Room(reserved);

    private static long Room(int reserved) => (long)reserved * ClosedRecord.MaxBytes;

    // The entry's time. With the first entry of a month another segment begins, so that a segment belongs to one month.
    private long Enter(DateTimeOffset time, int reserved)
    {
        var at = times.At(time);
        if (at >= _nextMonth)
        {
            _nextMonth = Micros.Of(LedgerMonth.Of(at).Next.Start);
            if (times.Last > 0 && LedgerMonth.Of(times.Last) < LedgerMonth.Of(at))
            {
                TryRollForMonth(reserved);
            }
        }
        return at;
    }

    // Where there is no room for another segment, the month begins in the old one, where room is reserved.
    private void TryRollForMonth(int reserved)
    {
        try
        {
            Roll(reserved);
        }
        catch (IOException e)
        {
            log.MonthInOldSegment(e.Message);
        }
    }

    private void Roll(int reserved)
    {
        var carried = new CarriedRecord(_highestId, times.Last, open());
        _segment = _roll.Next(_segment, carried, Longest + Room(reserved));
        _labels.Clear();
    }

    private void Append(ReadOnlySpan<byte> record, long at)
    {
        if (!_labels.New.IsEmpty)
        {
            _segment!.Append(_labels.New);
            _labels.Written();
        }
        _segment!.Append(record);
        End = new JournalPosition(_segment.Number, _segment.Length);
        times.Wrote(at);
    }
}
