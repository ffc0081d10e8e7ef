using Prenup.Core.Asking;
using Prenup.Core.Ledger;
using Prenup.Core.Offers;

namespace Prenup.Stores.Journal;

/// <summary>The layout of <see cref="RecordKind.Opened"/>.</summary>
public static class OpenedRecord
{
    /// <summary>Bytes of the longest one, header included.</summary>
    public const int MaxBytes = 64 + (6 * (Name + 2)) + Tags + 2;

    private const int Name = 256;
    private const int Tags = 4096;

    /// <summary>Writes an entry.</summary>
    /// <param name="buffer">At least <see cref="MaxBytes"/>.</param>
    /// <param name="entry">The entry; names beyond 256 bytes and tags beyond 4 KiB are cut off.</param>
    /// <param name="at">Its time in microseconds since 1970.</param>
    public static ReadOnlySpan<byte> Write(Span<byte> buffer, Opened entry, long at)
    {
        var writer = new RecordWriter(buffer);
        writer.Byte((byte)RecordKind.Opened);
        writer.Int64(entry.Attempt.Value);
        writer.Int64(entry.Exchange.Value);
        writer.Varint(entry.Ordinal);
        writer.Int64(at);
        writer.Text(entry.Key, Name);
        writer.Text(entry.Project, Name);
        writer.Text(entry.Team, Name);
        writer.Text(entry.Model, Name);
        writer.Text(entry.Offer, Name);
        writer.Text(entry.Account, Name);
        writer.Byte((byte)entry.Cloud);
        writer.Byte((byte)entry.Dialect);
        writer.Byte((byte)entry.Operation);
        writer.Byte(entry.Streamed ? (byte)1 : (byte)0);
        writer.Text(entry.Tags, Tags);
        return writer.Seal();
    }

    /// <summary>Reads an entry.</summary>
    public static Opened Read(ReadOnlySpan<byte> body)
    {
        var reader = new RecordReader(body);
        return new Opened
        {
            Attempt = new LedgerId(reader.Int64()),
            Exchange = new LedgerId(reader.Int64()),
            Ordinal = (int)reader.Varint(),
            At = Micros.At(reader.Int64()),
            Key = reader.Text(),
            Project = reader.Text(),
            Team = reader.Text(),
            Model = reader.Text(),
            Offer = reader.Text(),
            Account = reader.Text(),
            Cloud = (Cloud)reader.Byte(),
            Dialect = (Dialect)reader.Byte(),
            Operation = (Operation)reader.Byte(),
            Streamed = reader.Byte() != 0,
            Tags = reader.OptionalText(),
        };
    }
}
