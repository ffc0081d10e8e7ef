using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Prenup.Core.Prices;
using Prenup.Stores.Journal;
using Prenup.Stores.Rollups;

namespace Prenup.Stores.Reading;

/// <summary>One check of the ledger: every month's file by itself and against the journal, some months at once.</summary>
/// <param name="folder">The data folder.</param>
/// <param name="prices">The book with the prices of entries that do not keep their rates.</param>
/// <param name="progress">Is told the bytes of the journal that were checked, and all there are; null where nobody wants to know.</param>
internal sealed class Verification(DataFolder folder, PriceBook prices, Action<long, long>? progress)
{
    private readonly ConcurrentBag<LedgerFinding> _findings = [];
    private readonly CostCheck _costs = new(prices);
    private long _checked;

    /// <summary>Runs the check.</summary>
    /// <exception cref="IOException">The journal cannot be read.</exception>
    public IReadOnlyList<LedgerFinding> Run()
    {
        var total = folder.Segments().Sum(number => new FileInfo(folder.Find(number)).Length);
        Parallel.ForEach(Months(), new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, Check);
        Guard("state.db", null, () => Take(new StateVerification(folder).Run()));
        progress?.Invoke(total, total);
        return
        [
            .. _findings
                .DistinctBy(static finding =>
                    (finding.Kind, finding.Text, finding.Attempt, finding.Segment, finding.Offset)
                )
                .OrderBy(static finding => finding.Month ?? default)
                .ThenBy(static finding => finding.Segment ?? int.MaxValue)
                .ThenBy(static finding => finding.Offset ?? 0)
                .ThenBy(static finding => finding.Seq ?? 0),
        ];

        void Check(LedgerMonth month) =>
            Guard(
                $"The file of {month}",
                month,
                () =>
                {
                    using var check = new MonthVerification(folder, month, _costs, Advance);
                    Take(check.Run());
                    if (File.Exists(folder.Month(month)))
                    {
                        using var rollups = new RollupVerification(folder, month);
                        Take(rollups.Run());
                    }
                }
            );

        void Advance(long bytes) => progress?.Invoke(Math.Min(Interlocked.Add(ref _checked, bytes), total), total);
    }

    private void Take(IEnumerable<LedgerFinding> findings)
    {
        foreach (var finding in findings)
        {
            _findings.Add(finding);
        }
    }

    // A file that cannot be read is a finding, not the end of the check.
    private void Guard(string file, LedgerMonth? month, Action check)
    {
        try
        {
            check();
        }
        catch (SqliteException e)
        {
            _findings.Add(new LedgerFinding(LedgerFindingKind.Damaged, $"{file}: {e.Message}") { Month = month });
        }
    }

    private IEnumerable<LedgerMonth> Months() =>
        folder
            .Months()
            .Concat(
                folder
                    .Segments()
                    .Select(segment => SegmentStarts.Carried(folder, segment)?.LastAt)
                    .Where(static last => last > 0)
                    .Select(static last => LedgerMonth.Of(last!.Value))
            )
            .Distinct()
            .Order();
}
