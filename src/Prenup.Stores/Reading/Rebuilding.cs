using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Prenup.Stores.Importing;
using Prenup.Stores.Journal;

namespace Prenup.Stores.Reading;

/// <summary>Builds SQLite's files anew from the journal, and says what the journal itself has lost.</summary>
internal sealed class Rebuilding(DataFolder folder, ILogger log, Action<int, int>? progress)
{
    private readonly List<string> _lost = [];

    /// <summary>Builds every file anew that the journal has everything of, or one month's.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    /// <exception cref="IOException">The journal cannot be read.</exception>
    public Rebuilt Run(LedgerMonth? only)
    {
        var months = Whole().Where(month => only is null || month == only).ToList();
        var kept = folder.Months().Where(month => (only is null || month == only) && !months.Contains(month)).ToList();
        foreach (
            var file in months
                .Select(folder.Month)
                .Append(folder.State)
                .Where(file => only is null || file != folder.State)
        )
        {
            SqliteFile.SetAside(file);
        }
        Import();
        foreach (var month in months)
        {
            Compare(month);
        }
        SqliteFile.Delete(folder.State + ".aside");
        return new Rebuilt(months, kept, [.. _lost.Distinct()]);
    }

    // Where the journal begins within a month, that month's file has what the journal has not.
    private IEnumerable<LedgerMonth> Whole()
    {
        var segments = folder.Segments();
        if (segments is [] or [1, ..])
        {
            return folder.Months();
        }
        var begun = SegmentStarts.Carried(folder, segments[0]) is { LastAt: > 0 and var last }
            ? LedgerMonth.Of(last)
            : new LedgerMonth(int.MaxValue);
        return folder.Months().Where(month => month > begun);
    }

    private void Import()
    {
        var end = RecoveredJournal.Read(folder).End;
        using var importer = new Importer(folder, log)
        {
            Progress = progress is null ? null : position => progress(position.Segment, end.Segment),
            Damaged = damage => _lost.Add($"The journal: {damage}."),
        };
        importer.ImportTo(end);
        importer.Settle();
        importer.Checkpoint();
    }

    // The file that was there before is kept only where it has something that the new one has not.
    private void Compare(LedgerMonth month)
    {
        var aside = folder.Month(month) + ".aside";
        if (!File.Exists(aside))
        {
            return;
        }
        var before = _lost.Count;
        try
        {
            using var old = MonthReader.OpenFile(aside, month);
            using var made = File.Exists(folder.Month(month)) ? MonthReader.Open(folder, month) : null;
            if (made is null || !old.Head.Digest.AsSpan().SequenceEqual(made.Head.Digest))
            {
                _lost.AddRange(old.Show(LedgerFilter.All).Where(row => !Has(made, row)).Select(row => Of(month, row)));
            }
        }
        catch (SqliteException e)
        {
            _lost.Add(
                $"The file of {month} as it was before cannot be read ({e.Message}): whether it had more is not known."
            );
        }
        if (_lost.Count == before)
        {
            SqliteFile.Delete(aside);
        }
    }

    private static bool Has(MonthReader? made, LedgerRow row) =>
        made?.Show(new LedgerFilter { Attempt = row.Opened.Attempt }).Any() ?? false;

    private static string Of(LedgerMonth month, LedgerRow row) =>
        $"{month}, attempt {row.Opened.Attempt} of key {row.Opened.Key} at {row.Opened.Offer}, "
        + $"{row.Closed?.Cost?.ToString() ?? "unknown"} USD, is no longer in the journal.";
}
