using Microsoft.Data.Sqlite;
using Prenup.Core.Asking;
using Prenup.Core.Faults;
using Prenup.Core.Ledger;
using Prenup.Core.Money;
using Prenup.Core.Offers;
using Prenup.Core.Prices;
using Prenup.Core.Usage;
using Prenup.Stores.Journal;

namespace Prenup.Stores.Migrating;

/// <summary><c>ledger.db</c>, in which versions before months kept everything: read for what the journal no longer has.</summary>
internal static class OldLedger
{
    private const int OpenedColumns = 15;
    private const int Meters = 14; // as many as there were

    /// <summary>Whether there is one that was not taken over.</summary>
    public static bool IsThere(DataFolder folder) => File.Exists(folder.OldLedger);

    /// <summary>The attempts whose opened entry the journal does not have, by the order of ending; those that have not ended come last.</summary>
    /// <exception cref="SqliteException">It cannot be read.</exception>
    /// <exception cref="IOException">The journal cannot be read.</exception>
    public static IEnumerable<(Opened Opened, Closed? Closed)> Read(DataFolder folder)
    {
        if (folder.Segments() is [1, ..])
        {
            yield break; // the journal has everything
        }
        var (opened, closed) = InJournal(folder);
        using var connection = SqliteFile.OpenForReading(folder.OldLedger);
        using var rows = new SqliteStatement(
            connection,
            "SELECT o.*, c.* FROM opened o LEFT JOIN closed c ON c.attempt = o.attempt ORDER BY c.at_us IS NULL, c.at_us, o.attempt"
        );
        while (rows.Read())
        {
            var entry = Opened(rows);
            if (!opened.Contains(entry.Attempt))
            {
                yield return (entry, closed.Contains(entry.Attempt) ? null : Closed(rows));
            }
        }
    }

    // Once, at an upgrade: what is left of the journal is small beside what is gone.
    private static (HashSet<LedgerId> Opened, HashSet<LedgerId> Closed) InJournal(DataFolder folder)
    {
        var (opened, closed) = (new HashSet<LedgerId>(), new HashSet<LedgerId>());
        using var cursor = new JournalCursor(folder, default);
        while (cursor.TryRead())
        {
            _ = cursor.Entry() switch
            {
                Opened entry => opened.Add(entry.Attempt),
                Closed entry => closed.Add(entry.Attempt),
                _ => false,
            };
        }
        return (opened, closed);
    }

    private static Opened Opened(SqliteStatement row) =>
        new()
        {
            Attempt = new LedgerId(row.Number(0)),
            Exchange = new LedgerId(row.Number(1)),
            Ordinal = (int)row.Number(2),
            At = Micros.At(row.Number(3)),
            Key = row.Text(4) ?? "",
            Project = row.Text(5) ?? "",
            Team = row.Text(6) ?? "",
            Model = row.Text(7) ?? "",
            Offer = row.Text(8) ?? "",
            Account = row.Text(9) ?? "",
            Cloud = (Cloud)row.Number(10),
            Dialect = (Dialect)row.Number(11),
            Operation = (Operation)row.Number(12),
            Streamed = row.Number(13) != 0,
            Tags = row.Text(14),
        };

    private static Closed? Closed(SqliteStatement row)
    {
        const int first = OpenedColumns;
        return row.IsNull(first)
            ? null
            : new Closed
            {
                Attempt = new LedgerId(row.Number(first)),
                At = Micros.At(row.Number(first + 1)),
                Outcome = (Outcome)row.Number(first + 2),
                Basis = (UsageBasis)row.Number(first + 3),
                Method = row.Text(first + 4),
                Terms = row.Text(first + 5) is { } price
                    ? new Terms(
                        price,
                        Micros.At(row.Number(first + 6)),
                        row.Text(first + 7) ?? "",
                        row.Number(first + 8)
                    )
                    : null,
                Cost = Number(row, first + 9) is { } pico ? new PicoDollars(pico) : null,
                Status = (int)row.Number(first + 10),
                Fault = (FaultKind)row.Number(first + 11),
                CloudRequestId = row.Text(first + 12),
                ServedModel = row.Text(first + 13),
                ServedTier = row.Text(first + 14),
                StoredId = row.Text(first + 15),
                FirstContent = Number(row, first + 16) is { } micros ? Micros.Span(micros) : null,
                Duration = Micros.Span(row.Number(first + 17)),
                Usage = Usage(row, first + 18),
            };
    }

    private static UsageVector Usage(SqliteStatement row, int first)
    {
        var usage = default(UsageVector);
        for (var meter = 0; meter < Meters; meter++)
        {
            if (Number(row, first + meter) is { } tokens)
            {
                usage = usage.With((Meter)meter, tokens);
            }
        }
        return usage;
    }

    private static long? Number(SqliteStatement row, int column) => row.IsNull(column) ? null : row.Number(column);
}
