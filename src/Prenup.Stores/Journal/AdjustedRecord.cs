using Prenup.Core.Ledger;

namespace Prenup.Stores.Journal;

/// <summary>The layout of <see cref="RecordKind.Adjusted"/>.</summary>
public static class AdjustedRecord
{
    /// <summary>Bytes of the longest one without its labels, header included.</summary>
    public const int MaxBytes = 64 + Labels.Name + LabelRecord.LongestText;

    /// <summary>Bytes that its labels take at most.</summary>
    public const int MaxLabelBytes = Labels.NameBytes + Labels.TermsBytes;

    /// <summary>Writes an entry.</summary>
    /// <param name="buffer">At least <see cref="MaxBytes"/>.</param>
    /// <param name="entry">The entry; a reason beyond 256 bytes is cut off.</param>
    /// <param name="at">Its time in microseconds since 1970.</param>
    /// <param name="labels">Numbers its texts; null lets all stand in the record.</param>
    public static ReadOnlySpan<byte> Write(Span<byte> buffer, Adjustment entry, long at, Labels? labels = null)
    {
        var writer = new RecordWriter(buffer);
        writer.Byte((byte)RecordKind.Adjusted);
        writer.Int64(entry.Id.Value);
        writer.Int64(entry.Attempt.Value);
        writer.Int64(at);
        writer.Signed(entry.Amount.Value);
        var terms = labels?.Of(entry.Terms) ?? 0;
        writer.Label(
            terms,
            terms == 0 && entry.Terms is { } whole ? Labels.Line(whole) : null,
            LabelRecord.LongestText
        );
        writer.Label(labels?.Of(entry.Reason) ?? 0, entry.Reason, Labels.Name);
        return writer.Seal();
    }

    /// <summary>Reads an entry.</summary>
    public static Adjustment Read(ReadOnlySpan<byte> body, LabelTexts labels)
    {
        var reader = new RecordReader(body);
        return new Adjustment
        {
            Id = new LedgerId(reader.Int64()),
            Attempt = new LedgerId(reader.Int64()),
            At = Micros.At(reader.Int64()),
            Amount = new(reader.Signed()),
            Terms = reader.Terms(labels),
            Reason = reader.Label(labels) ?? "",
        };
    }
}
