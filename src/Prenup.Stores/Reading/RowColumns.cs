using Microsoft.Data.Sqlite;
using Prenup.Core.Asking;
using Prenup.Core.Faults;
using Prenup.Core.Ledger;
using Prenup.Core.Money;
using Prenup.Core.Offers;
using Prenup.Core.Prices;
using Prenup.Core.Usage;
using Prenup.Stores.Journal;

namespace Prenup.Stores.Reading;

/// <summary>Reads entries from the columns of the tables <c>opened</c> and <c>closed</c>, in their order.</summary>
internal static class RowColumns
{
    /// <summary>Columns of <c>opened</c>.</summary>
    public const int OpenedCount = 15;

    /// <summary>The opened entry in the columns from 0.</summary>
    public static Opened Opened(SqliteDataReader row) =>
        new()
        {
            Attempt = new LedgerId(row.GetInt64(0)),
            Exchange = new LedgerId(row.GetInt64(1)),
            Ordinal = row.GetInt32(2),
            At = Micros.At(row.GetInt64(3)),
            Key = row.GetString(4),
            Project = row.GetString(5),
            Team = row.GetString(6),
            Model = row.GetString(7),
            Offer = row.GetString(8),
            Account = row.GetString(9),
            Cloud = (Cloud)row.GetByte(10),
            Dialect = (Dialect)row.GetByte(11),
            Operation = (Operation)row.GetByte(12),
            Streamed = row.GetBoolean(13),
            Tags = Text(row, 14),
        };

    /// <summary>The closed entry in the columns from <paramref name="first"/>; null where they are null.</summary>
    public static Closed? Closed(SqliteDataReader row, int first) =>
        row.IsDBNull(first)
            ? null
            : new Closed
            {
                Attempt = new LedgerId(row.GetInt64(first)),
                At = Micros.At(row.GetInt64(first + 1)),
                Outcome = (Outcome)row.GetByte(first + 2),
                Basis = (UsageBasis)row.GetByte(first + 3),
                Method = Text(row, first + 4),
                Terms = Terms(row, first + 5),
                Cost = Number(row, first + 9) is { } pico ? new PicoDollars(pico) : null,
                Status = row.GetInt32(first + 10),
                Fault = (FaultKind)row.GetByte(first + 11),
                CloudRequestId = Text(row, first + 12),
                ServedModel = Text(row, first + 13),
                ServedTier = Text(row, first + 14),
                StoredId = Text(row, first + 15),
                FirstContent = Number(row, first + 16) is { } micros ? Micros.Span(micros) : null,
                Duration = Micros.Span(row.GetInt64(first + 17)),
                Usage = Usage(row, first + 18),
            };

    /// <summary>Tokens by meter in the columns from <paramref name="first"/>.</summary>
    public static UsageVector Usage(SqliteDataReader row, int first)
    {
        var usage = default(UsageVector);
        foreach (var meter in Meters.All)
        {
            if (Number(row, first + (int)meter) is { } tokens)
            {
                usage = usage.With(meter, tokens);
            }
        }
        return usage;
    }

    private static Terms? Terms(SqliteDataReader row, int first) =>
        Text(row, first) is { } price
            ? new Terms(price, Micros.At(row.GetInt64(first + 1)), row.GetString(first + 2), row.GetInt64(first + 3))
            : null;

    private static string? Text(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    private static long? Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
