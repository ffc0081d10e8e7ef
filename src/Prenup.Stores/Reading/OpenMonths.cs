using Microsoft.Data.Sqlite;
using Prenup.Core.Ledger;

namespace Prenup.Stores.Reading;

/// <summary>The months that a filter can mean, each open for reading.</summary>
internal sealed class OpenMonths : IDisposable
{
    private readonly List<MonthReader> _months = [];

    /// <summary>Opens them.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public OpenMonths(DataFolder folder, LedgerFilter filter)
    {
        try
        {
            foreach (var month in folder.Months())
            {
                // An attempt ended no earlier than it began; when it ended at the latest nobody knows.
                if (filter.From is not { } from || month >= LedgerMonth.Of(from))
                {
                    _months.Add(MonthReader.Open(folder, month));
                }
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The months, ascending.</summary>
    public IReadOnlyList<MonthReader> All => _months;

    /// <summary>Which of some attempts have ended here.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public IReadOnlyList<LedgerId> Ended(IReadOnlyCollection<Opened> attempts)
    {
        if (attempts.Count == 0)
        {
            return [];
        }
        var ids = attempts.Select(static entry => entry.Attempt).ToHashSet();
        var since = attempts.Min(static entry => entry.At);
        return [.. _months.SelectMany(month => month.Ended(ids, since))];
    }

    /// <summary>Closes them.</summary>
    public void Dispose() => _months.ForEach(static month => month.Dispose());
}
