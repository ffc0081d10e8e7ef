using System.Text;
using Prenup.Core.Faults;
using Prenup.Core.Ledger;
using Prenup.Core.Money;
using Prenup.Core.Prices;
using Prenup.Core.Usage;

namespace Prenup.Stores.Journal;

/// <summary>The layout of <see cref="RecordKind.Closed"/>.</summary>
public static class ClosedRecord
{
    /// <summary>Bytes of the longest one, header included: what each open attempt keeps reserved.</summary>
    public const int MaxBytes = 96 + (Meters.Count * 9) + (7 * (Name + 2));

    private const int Name = 256;

    /// <summary>Writes an entry.</summary>
    /// <param name="buffer">At least <see cref="MaxBytes"/>.</param>
    /// <param name="entry">The entry; texts beyond 256 bytes are cut off, a longer stored id is left out.</param>
    /// <param name="at">Its time in microseconds since 1970.</param>
    public static ReadOnlySpan<byte> Write(Span<byte> buffer, Closed entry, long at)
    {
        var writer = new RecordWriter(buffer);
        writer.Byte((byte)RecordKind.Closed);
        writer.Int64(entry.Attempt.Value);
        writer.Int64(at);
        writer.Byte((byte)entry.Outcome);
        writer.Byte((byte)entry.Basis);
        writer.Text(entry.Method, Name);
        writer.Text(entry.Terms?.PriceId, Name);
        if (entry.Terms is { } terms)
        {
            writer.Int64(Micros.Of(terms.ValidFrom));
            writer.Text(terms.Tier, Name);
            writer.Varint(terms.AboveInputTokens);
        }
        writer.Byte(entry.Cost is null ? (byte)0 : (byte)1);
        writer.Int64(entry.Cost?.Value ?? 0);
        writer.Varint(entry.Status);
        writer.Byte((byte)entry.Fault);
        writer.Text(entry.CloudRequestId, Name);
        writer.Text(entry.ServedModel, Name);
        writer.Text(entry.ServedTier, Name);
        writer.Text(StoredId(entry), Name);
        writer.Optional(entry.FirstContent is { } first ? Micros.Of(first) : null);
        writer.Varint(Micros.Of(entry.Duration));
        for (var meter = Meter.TextIn; meter < (Meter)Meters.Count; meter++)
        {
            writer.Optional(entry.Usage[meter]);
        }
        return writer.Seal();
    }

    /// <summary>Reads an entry.</summary>
    public static Closed Read(ReadOnlySpan<byte> body)
    {
        var reader = new RecordReader(body);
        return new Closed
        {
            Attempt = new LedgerId(reader.Int64()),
            At = Micros.At(reader.Int64()),
            Outcome = (Outcome)reader.Byte(),
            Basis = (UsageBasis)reader.Byte(),
            Method = reader.OptionalText(),
            Terms = Terms(ref reader),
            Cost = Cost(ref reader),
            Status = (int)reader.Varint(),
            Fault = (FaultKind)reader.Byte(),
            CloudRequestId = reader.OptionalText(),
            ServedModel = reader.OptionalText(),
            ServedTier = reader.OptionalText(),
            StoredId = reader.OptionalText(),
            FirstContent = reader.Optional() is { } first ? Micros.Span(first) : null,
            Duration = Micros.Span(reader.Varint()),
            Usage = Usage(ref reader),
        };
    }

    // Half an id would be another object's.
    private static string? StoredId(Closed entry) =>
        entry.StoredId is { } id && Encoding.UTF8.GetByteCount(id) <= Name ? id : null;

    private static Terms? Terms(ref RecordReader reader) =>
        reader.OptionalText() is { } price
            ? new Terms(price, Micros.At(reader.Int64()), reader.Text(), reader.Varint())
            : null;

    private static PicoDollars? Cost(ref RecordReader reader)
    {
        var known = reader.Byte() != 0;
        var amount = reader.Int64();
        return known ? new PicoDollars(amount) : null;
    }

    private static UsageVector Usage(ref RecordReader reader)
    {
        var usage = default(UsageVector);
        for (var meter = Meter.TextIn; meter < (Meter)Meters.Count; meter++)
        {
            if (reader.Optional() is { } tokens)
            {
                usage = usage.With(meter, tokens);
            }
        }
        return usage;
    }
}
