using Prenup.Core.Asking;
using Prenup.Core.Faults;
using Prenup.Core.Ledger;
using Prenup.Core.Money;
using Prenup.Core.Offers;
using Prenup.Core.Prices;
using Prenup.Core.Usage;

namespace Prenup.Stores.Journal;

/// <summary>Entries as the first version wrote them, each with its texts in full: <see cref="RecordKind.Opened1"/>, <see cref="RecordKind.Closed1"/>.</summary>
internal static class FirstForms
{
    private const int Meters = 14; // as many as there were

    /// <summary>Reads an opened entry.</summary>
    public static Opened Opened(ReadOnlySpan<byte> body)
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

    /// <summary>Reads a closed entry.</summary>
    public static Closed Closed(ReadOnlySpan<byte> body)
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
        for (var meter = 0; meter < Meters; meter++)
        {
            if (reader.Optional() is { } tokens)
            {
                usage = usage.With((Meter)meter, tokens);
            }
        }
        return usage;
    }
}
