using Microsoft.Data.Sqlite;
using Prenup.Core.Prices;
using Prenup.Stores.Journal;
using Prenup.Stores.Rollups;

namespace Prenup.Stores.Reading;

/// <summary>One check of the ledger: every month's file by itself and against the journal, month by month.</summary>
internal sealed class Verification(DataFolder folder, PriceBook prices)
{
    private readonly CostCheck _costs = new(prices);

    /// <summary>Runs the check.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    /// <exception cref="IOException">The journal cannot be read.</exception>
    public IReadOnlyList<LedgerFinding> Run()
    {
        var findings = new List<LedgerFinding>();
        var months = folder.Months().Union(JournalMonths()).Order().ToList();
        foreach (var month in months)
        {
            using var check = new MonthVerification(folder, month, _costs);
            findings.AddRange(check.Run());
            if (File.Exists(folder.Month(month)))
            {
                using var rollups = new RollupVerification(folder, month);
                findings.AddRange(rollups.Run());
            }
        }
        return [.. findings.Distinct()];
    }

    private IEnumerable<LedgerMonth> JournalMonths() =>
        folder
            .Segments()
            .Select(segment => SegmentStarts.Carried(folder, segment)?.LastAt)
            .Where(static last => last > 0)
            .Select(static last => LedgerMonth.Of(last!.Value));
}
