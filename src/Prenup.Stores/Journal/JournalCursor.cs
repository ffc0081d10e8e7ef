using Prenup.Core.Ledger;

namespace Prenup.Stores.Journal;

/// <summary>Goes through the journal record by record, over all segments, and says what is no record.</summary>
/// <param name="folder">The data folder.</param>
/// <param name="start">Where to begin: the begin, or a place that a cursor gave.</param>
public sealed class JournalCursor(DataFolder folder, JournalPosition start) : IDisposable
{
    private readonly LabelTexts _labels = new();
    private SegmentReader? _segment;
    private JournalPosition _recordAt = start;
    private int _recordLength;
    private long _length;

    /// <summary>After the last record read.</summary>
    public JournalPosition Position { get; private set; } = start;

    /// <summary>Where the last record read begins.</summary>
    public JournalPosition RecordAt => _recordAt;

    /// <summary>The labels of the segment, as far as it was read.</summary>
    public int Labels => _labels.Highest;

    /// <summary>
    /// What the last record read says: an <see cref="Core.Ledger.Opened"/>, <see cref="Core.Ledger.Closed"/> or
    /// <see cref="Adjustment"/>, or what a segment takes over, a <see cref="CarriedRecord"/>.
    /// </summary>
    /// <exception cref="InvalidDataException">A newer version wrote it.</exception>
    public object Entry() =>
        Kind switch
        {
            RecordKind.Opened => OpenedRecord.Read(Body, _labels),
            RecordKind.Closed => ClosedRecord.Read(Body, _labels),
            RecordKind.Adjusted => AdjustedRecord.Read(Body, _labels),
            RecordKind.Carried => CarriedRecord.Read(Body),
            RecordKind.Opened1 => FirstForms.Opened(Body),
            RecordKind.Closed1 => FirstForms.Closed(Body),
            _ => throw new InvalidDataException($"{RecordAt}: a newer version wrote this record."),
        };

    /// <summary>Is called with everything that is no record, once for each gap.</summary>
    public Action<JournalDamage>? Damaged { get; init; }

    private RecordKind Kind => (RecordKind)Record[RecordFrame.HeaderBytes];

    private ReadOnlySpan<byte> Body => Record[(RecordFrame.HeaderBytes + 1)..];

    private ReadOnlySpan<byte> Record =>
        _segment is null || _recordLength == 0
            ? throw new InvalidOperationException("Nothing was read.")
            : _segment.Found(_recordAt.Offset, _recordLength);

    /// <summary>Reads the next entry before <paramref name="limit"/> (null: the end of the journal); false where there is none.</summary>
    /// <exception cref="IOException">A segment cannot be read.</exception>
    public bool TryRead(JournalPosition? limit = null)
    {
        while (limit is not { } l || Position < l)
        {
            if (_segment is null && !TryEnter(limit))
            {
                return false;
            }
            if (TryReadHere(limit))
            {
                if (Kind != RecordKind.Label)
                {
                    return true;
                }
                TakeLabel(Body);
            }
            else if (!TryLeave(limit))
            {
                return false;
            }
        }
        return false;
    }

    /// <summary>Closes the segment.</summary>
    public void Dispose() => _segment?.Dispose();

    private bool TryReadHere(JournalPosition? limit)
    {
        var end = limit is { } l && l.Segment == _segment!.Number ? l.Offset : End();
        for (var offset = Position.Offset; offset < end; )
        {
            var length = _segment!.Record(offset, end).Length;
            if (length > 0)
            {
                (_recordAt, _recordLength) = (new JournalPosition(_segment.Number, offset), length);
                Position = _recordAt with { Offset = offset + length };
                return true;
            }
            if (limit is null && _segment.Length > end)
            {
                end = _length = _segment.Length; // it grew meanwhile
                continue;
            }
            var content = _segment.EndOfContent(offset, end);
            if (content == offset)
            {
                return false;
            }
            var next = _segment.Resume(offset, content, end);
            if (next == end && IsLast(limit))
            {
                // A write that never ended, or one that is being made: not passed over, the next record may begin here.
                Damaged?.Invoke(new JournalDamage(new(_segment.Number, offset), content - offset, IsTorn: true));
                return false;
            }
            var gapEnd = next == end ? content : next;
            Damaged?.Invoke(new JournalDamage(new(_segment.Number, offset), gapEnd - offset, IsTorn: false));
            Position = Position with { Offset = next };
            offset = next;
        }
        return false;
    }

    // Asked of the file anew only behind what is known: each time is a call of the operating system.
    private long End()
    {
        if (Position.Offset >= _length)
        {
            _length = _segment!.Length;
        }
        return _length;
    }

    private bool TryEnter(JournalPosition? limit)
    {
        foreach (var number in folder.Segments())
        {
            if (number < Position.Segment || (limit is { } l && number > l.Segment))
            {
                continue;
            }
            _segment = new SegmentReader(folder, number);
            _length = 0;
            _labels.Clear();
            if (number > Position.Segment || Position.Offset < SegmentHeader.Bytes)
            {
                Position = new JournalPosition(number, SegmentHeader.Bytes);
                ReportHeader();
            }
            ReadLabels(Position.Offset);
            return true;
        }
        return false;
    }

    // Those of the segment up to where the reading begins.
    private void ReadLabels(long end)
    {
        for (long offset = SegmentHeader.Bytes; offset < end; )
        {
            var record = _segment!.Record(offset, end);
            if (record.IsEmpty)
            {
                offset = _segment.Resume(offset, end, end);
                continue;
            }
            if ((RecordKind)record[RecordFrame.HeaderBytes] == RecordKind.Label)
            {
                TakeLabel(record[(RecordFrame.HeaderBytes + 1)..]);
            }
            offset += record.Length;
        }
    }

    private void TakeLabel(ReadOnlySpan<byte> body)
    {
        var (number, text) = LabelRecord.Read(body);
        _labels.Add(number, text);
    }

    private bool TryLeave(JournalPosition? limit)
    {
        var number = _segment!.Number;
        if (IsLast(limit))
        {
            return false;
        }
        _segment.Dispose();
        _segment = null;
        Position = new JournalPosition(number + 1, 0);
        return true;
    }

    private bool IsLast(JournalPosition? limit) =>
        limit is { } l ? _segment!.Number >= l.Segment : folder.Segments()[^1] == _segment!.Number;

    private void ReportHeader()
    {
        if (!_segment!.TryHeader(out _) && _segment.Length > 0)
        {
            var bytes = Math.Min(_segment.Length, SegmentHeader.Bytes);
            Damaged?.Invoke(new JournalDamage(new(_segment.Number, 0), bytes, IsTorn: bytes < SegmentHeader.Bytes));
        }
    }
}
