using Prenup.Core.Ledger;

namespace Prenup.Stores.Journal;

/// <summary>What a segment takes over from the one before it, so that a start reads the last segment alone.</summary>
/// <param name="HighestId">The highest id ever written.</param>
/// <param name="LastAt">The time of the last record, in microseconds since 1970.</param>
/// <param name="Open">The attempts that are open.</param>
public sealed record CarriedRecord(long HighestId, long LastAt, IReadOnlyCollection<LedgerId> Open)
{
    /// <summary>Bytes of the record, header included.</summary>
    public int Bytes => RecordFrame.HeaderBytes + 1 + 16 + 10 + (8 * Open.Count);

    /// <summary>Writes the record.</summary>
    public ReadOnlySpan<byte> Write(Span<byte> buffer)
    {
        var writer = new RecordWriter(buffer);
        writer.Byte((byte)RecordKind.Carried);
        writer.Int64(HighestId);
        writer.Int64(LastAt);
        writer.Varint(Open.Count);
        foreach (var attempt in Open)
        {
            writer.Int64(attempt.Value);
        }
        return writer.Seal();
    }

    /// <summary>Reads the record.</summary>
    public static CarriedRecord Read(ReadOnlySpan<byte> body)
    {
        var reader = new RecordReader(body);
        var (highest, last) = (reader.Int64(), reader.Int64());
        var open = new LedgerId[reader.Varint()];
        for (var i = 0; i < open.Length; i++)
        {
            open[i] = new LedgerId(reader.Int64());
        }
        return new CarriedRecord(highest, last, open);
    }
}
