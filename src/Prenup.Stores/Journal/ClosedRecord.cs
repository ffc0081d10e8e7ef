using System.Numerics;
using System.Text;
using Prenup.Core.Faults;
using Prenup.Core.Ledger;
using Prenup.Core.Usage;

namespace Prenup.Stores.Journal;

/// <summary>The layout of <see cref="RecordKind.Closed"/>.</summary>
public static class ClosedRecord
{
    /// <summary>Bytes of the longest one with its labels, headers included: what each open attempt keeps reserved.</summary>
    public const int MaxBytes =
        96
        + (Meters.Count * 9)
        + (2 * (Labels.Name + 2)) // free texts
        + (3 * (Labels.NameBytes + 3)) // a text is labelled or stands in the record, which is shorter
        + Labels.TermsBytes
        + 3;

    /// <summary>Writes an entry.</summary>
    /// <param name="buffer">At least <see cref="MaxBytes"/>.</param>
    /// <param name="entry">The entry; texts beyond 256 bytes are cut off, a longer stored id is left out.</param>
    /// <param name="at">Its time in microseconds since 1970.</param>
    /// <param name="labels">Numbers its texts; null lets all stand in the record.</param>
    public static ReadOnlySpan<byte> Write(Span<byte> buffer, Closed entry, long at, Labels? labels = null)
    {
        var writer = new RecordWriter(buffer);
        writer.Byte((byte)RecordKind.Closed);
        writer.Int64(entry.Attempt.Value);
        writer.Int64(at);
        writer.Byte((byte)entry.Outcome);
        writer.Byte((byte)entry.Basis);
        Name(ref writer, entry.Method, labels);
        var terms = labels?.Of(entry.Terms) ?? 0;
        writer.Label(
            terms,
            terms == 0 && entry.Terms is { } whole ? Labels.Line(whole) : null,
            LabelRecord.LongestText
        );
        writer.Amount(entry.Cost);
        writer.Amount(entry.ReportedCost);
        writer.Varint(entry.Status);
        writer.Byte((byte)entry.Fault);
        writer.Text(entry.CloudRequestId, Labels.Name);
        Name(ref writer, entry.ServedModel, labels);
        Name(ref writer, entry.ServedTier, labels);
        writer.Text(StoredId(entry), Labels.Name);
        writer.Optional(entry.FirstContent is { } first ? Micros.Of(first) : null);
        writer.Varint(Micros.Of(entry.Duration));
        Usage(ref writer, entry.Usage);
        return writer.Seal();
    }

    /// <summary>Reads an entry.</summary>
    public static Closed Read(ReadOnlySpan<byte> body, LabelTexts labels)
    {
        var reader = new RecordReader(body);
        return new Closed
        {
            Attempt = new LedgerId(reader.Int64()),
            At = Micros.At(reader.Int64()),
            Outcome = (Outcome)reader.Byte(),
            Basis = (UsageBasis)reader.Byte(),
            Method = reader.Label(labels),
            Terms = reader.Terms(labels),
            Cost = reader.Amount(),
            ReportedCost = reader.Amount(),
            Status = (int)reader.Varint(),
            Fault = (FaultKind)reader.Byte(),
            CloudRequestId = reader.OptionalText(),
            ServedModel = reader.Label(labels),
            ServedTier = reader.Label(labels),
            StoredId = reader.OptionalText(),
            FirstContent = reader.Optional() is { } first ? Micros.Span(first) : null,
            Duration = Micros.Span(reader.Varint()),
            Usage = Usage(ref reader),
        };
    }

    // Half an id would be another object's.
    private static string? StoredId(Closed entry) =>
        entry.StoredId is { } id && Encoding.UTF8.GetByteCount(id) <= Labels.Name ? id : null;

    private static void Name(ref RecordWriter writer, string? text, Labels? labels) =>
        writer.Label(labels?.Of(text) ?? 0, text, Labels.Name);

    // Which meters are known, a bit for each, then their tokens: another meter needs no other form.
    private static void Usage(ref RecordWriter writer, in UsageVector usage)
    {
        long known = 0;
        foreach (var meter in Meters.All)
        {
            known |= usage[meter] is null ? 0 : 1L << (int)meter;
        }
        writer.Varint(known);
        for (; known != 0; known &= known - 1)
        {
            writer.Varint(usage[(Meter)BitOperations.TrailingZeroCount(known)]!.Value);
        }
    }

    private static UsageVector Usage(ref RecordReader reader)
    {
        var usage = default(UsageVector);
        for (var known = reader.Varint(); known != 0; known &= known - 1)
        {
            usage = usage.With((Meter)BitOperations.TrailingZeroCount(known), reader.Varint());
        }
        return usage;
    }
}
