using Microsoft.Data.Sqlite;
using Prenup.Core.Ledger;

namespace Prenup.Stores.Reading;

/// <summary>Finds one attempt that has ended, whatever month it ended in.</summary>
internal static class AttemptLookup
{
    /// <summary>The attempt, or null where no month has it.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public static LedgerRow? Find(DataFolder folder, LedgerId attempt)
    {
        var filter = new LedgerFilter { Attempt = attempt };
        foreach (var month in folder.Months())
        {
            using var file = MonthReader.Open(folder, month);
            if (file.Show(filter).FirstOrDefault() is { } row)
            {
                return row;
            }
        }
        return null;
    }
}
