using Prenup.Core.Asking;
using Prenup.Core.Ledger;
using Prenup.Core.Offers;

namespace Prenup.Stores.Journal;

/// <summary>The layout of <see cref="RecordKind.Opened"/>.</summary>
public static class OpenedRecord
{
    /// <summary>Bytes of the longest one without its labels, header included: every text stands in it.</summary>
    public const int MaxBytes = 96 + (6 * (Labels.Name + 2 + 3)) + Tags + 2;

    /// <summary>Bytes that its labels take at most.</summary>
    public const int MaxLabelBytes = 6 * Labels.NameBytes;

    private const int Tags = 4096;

    /// <summary>Writes an entry.</summary>
    /// <param name="buffer">At least <see cref="MaxBytes"/>.</param>
    /// <param name="entry">The entry; names beyond 256 bytes and tags beyond 4 KiB are cut off.</param>
    /// <param name="at">Its time in microseconds since 1970.</param>
    /// <param name="labels">Numbers its texts; null lets all stand in the record, which can then be read by itself.</param>
    public static ReadOnlySpan<byte> Write(Span<byte> buffer, Opened entry, long at, Labels? labels = null)
    {
        var writer = new RecordWriter(buffer);
        writer.Byte((byte)RecordKind.Opened);
        writer.Int64(entry.Attempt.Value);
        writer.Signed(entry.Attempt.Value - entry.Exchange.Value);
        writer.Varint(entry.Ordinal);
        writer.Int64(at);
        Name(ref writer, entry.Key, labels);
        Name(ref writer, entry.Project, labels);
        Name(ref writer, entry.Team, labels);
        Name(ref writer, entry.Model, labels);
        Name(ref writer, entry.Offer, labels);
        Name(ref writer, entry.Account, labels);
        writer.Byte((byte)entry.Cloud);
        writer.Byte((byte)entry.Dialect);
        writer.Byte((byte)entry.Operation);
        writer.Byte(entry.Streamed ? (byte)1 : (byte)0);
        writer.Amount(entry.Reserved);
        writer.Text(entry.Tags, Tags);
        return writer.Seal();
    }

    /// <summary>Reads an entry.</summary>
    public static Opened Read(ReadOnlySpan<byte> body, LabelTexts labels)
    {
        var reader = new RecordReader(body);
        var attempt = reader.Int64();
        return new Opened
        {
            Attempt = new LedgerId(attempt),
            Exchange = new LedgerId(attempt - reader.Signed()),
            Ordinal = (int)reader.Varint(),
            At = Micros.At(reader.Int64()),
            Key = Name(ref reader, labels),
            Project = Name(ref reader, labels),
            Team = Name(ref reader, labels),
            Model = Name(ref reader, labels),
            Offer = Name(ref reader, labels),
            Account = Name(ref reader, labels),
            Cloud = (Cloud)reader.Byte(),
            Dialect = (Dialect)reader.Byte(),
            Operation = (Operation)reader.Byte(),
            Streamed = reader.Byte() != 0,
            Reserved = reader.Amount(),
            Tags = reader.OptionalText(),
        };
    }

    private static void Name(ref RecordWriter writer, string text, Labels? labels) =>
        writer.Label(labels?.Of(text) ?? 0, text, Labels.Name);

    private static string Name(ref RecordReader reader, LabelTexts labels) => reader.Label(labels) ?? "";
}
