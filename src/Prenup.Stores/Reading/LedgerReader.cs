using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Prenup.Core.Ledger;
using Prenup.Core.Prices;
using Prenup.Stores.Importing;
using Prenup.Stores.Journal;
using Prenup.Stores.Migrating;
using Prenup.Stores.Months;
using SQLitePCL;

namespace Prenup.Stores.Reading;

/// <summary>Reads the ledger for the command line, beside a running gateway or without one. It changes no entry.</summary>
public sealed class LedgerReader : IDisposable
{
    private readonly DataFolder _folder;

    private LedgerReader(DataFolder folder) => _folder = folder;

    /// <summary>Opens the ledger of a data folder. Where no gateway runs, what is left in the journal is taken over into SQLite first.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no ledger in the folder.</exception>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    /// <exception cref="SchemaException">SQLite's tables are of another version.</exception>
    /// <exception cref="IOException">The journal cannot be read.</exception>
    public static LedgerReader Open(string folder, ILogger? log = null)
    {
        var data = Existing(folder);
        if (DataFolderLock.TryTake(data, out var taken))
        {
            using (taken)
            {
                TryImport(data, log);
            }
        }
        LedgerFiles.Check(data);
        return new LedgerReader(data);
    }

    /// <summary>
    /// Builds SQLite's files anew from the journal. Months that the journal does not have whole stay as they are; where it lost
    /// something, that is said, and what was there before is kept.
    /// </summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="only">The month to build; null for all, and what is open.</param>
    /// <param name="log">Where damages are told; null for nowhere.</param>
    /// <param name="progress">Is told the segment just reached and the last one there is, some thousand records apart.</param>
    /// <exception cref="LedgerInUseException">A gateway runs: end it first.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no ledger in the folder.</exception>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    /// <exception cref="IOException">The journal cannot be read.</exception>
    public static Rebuilt Rebuild(
        string folder,
        LedgerMonth? only = null,
        ILogger? log = null,
        Action<int, int>? progress = null
    )
    {
        var data = Existing(folder);
        using var taken = DataFolderLock.Take(data);
        return new Rebuilding(data, log ?? NullLogger.Instance, progress).Run(only);
    }

    /// <summary>Attempts, by the order of opening. Rows are read as they are asked for, each month at one moment.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public IEnumerable<LedgerRow> Show(LedgerFilter filter)
    {
        // What is open first: what closes meanwhile is then in its month, and counts from there.
        var open = OpenRows.Read(_folder, filter);
        using var months = new OpenMonths(_folder, filter);
        var ended = months.All.Select(month => month.Show(filter));
        var rows = RowMerge.Of(
            ended.Append(open.Select(static entry => new LedgerRow(entry, null))),
            filter.NewestFirst
        );
        foreach (var row in filter.Limit is { } limit ? rows.Take(limit) : rows)
        {
            yield return row;
        }
    }

    /// <summary>Adjustments of the attempts that a filter means, by time; times in the filter are those of the adjustments.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public IEnumerable<Adjustment> Adjustments(LedgerFilter filter)
    {
        using var months = new OpenMonths(_folder, filter);
        foreach (var entry in months.All.SelectMany(month => month.Adjustments(filter)))
        {
            yield return entry;
        }
    }

    /// <summary>
    /// Sums by group, ordered by the group's name. An attempt counts when it ended, and while it is open when it began; an adjustment
    /// at its own time, for the key, offer and so on of its attempt. So what ended once counts the same for ever.
    /// </summary>
    /// <param name="grouping">What is summed up by.</param>
    /// <param name="filter">Which attempts; null for all.</param>
    /// <param name="tag">The tag's name where it is summed up by a tag.</param>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public IReadOnlyList<LedgerSum> Sum(LedgerGrouping grouping, LedgerFilter? filter = null, string? tag = null)
    {
        filter ??= LedgerFilter.All;
        var by = new LedgerGroup(grouping, tag);
        var sums = new LedgerSums();
        var open = OpenRows.Read(_folder, filter);
        using var months = new OpenMonths(_folder, filter);
        foreach (var month in months.All)
        {
            month.Sum(by, filter, sums);
        }
        // What closed since it was read as open is in its month, and counts from there.
        var ended = months.Ended(open);
        foreach (var entry in open.Where(entry => !ended.Contains(entry.Attempt)))
        {
            sums.Of(OpenRows.Group(entry, by)).Add(entry);
        }
        return sums.All;
    }

    /// <summary>Builds the rollups of all months anew from their entries.</summary>
    /// <param name="folder">The data folder.</param>
    /// <exception cref="LedgerInUseException">A gateway runs: end it first.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no ledger in the folder.</exception>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    /// <exception cref="SchemaException">SQLite's tables are of another version.</exception>
    public static void RebuildRollups(string folder)
    {
        var data = Existing(folder);
        using var taken = DataFolderLock.Take(data);
        foreach (var month in data.Months())
        {
            MonthFile.RebuildRollups(data, month);
        }
    }

    /// <summary>
    /// Checks every record of the journal against SQLite and the other way round, and recomputes every cost. Beside a running
    /// gateway: as far as SQLite was at the begin.
    /// </summary>
    /// <param name="prices">The book with the prices of entries that do not keep their rates, as the first version made them.</param>
    /// <param name="progress">Is told the bytes of the journal that were checked, and all there are, from several threads.</param>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    /// <exception cref="IOException">The journal cannot be read.</exception>
    public IReadOnlyList<LedgerFinding> Verify(PriceBook prices, Action<long, long>? progress = null) =>
        new Verification(_folder, prices, progress).Run();

    /// <summary>Ends the reading; nothing stays open between queries.</summary>
    public void Dispose() { }

    private static DataFolder Existing(string folder)
    {
        var data = new DataFolder(folder);
        return Directory.Exists(data.Journal)
            ? data
            : throw new DirectoryNotFoundException($"There is no ledger in '{data.Root}'.");
    }

    // A file that is corrupt is read as it is: the check of the ledger names what is wrong.
    private static void TryImport(DataFolder folder, ILogger? log)
    {
        try
        {
            Import(folder, log);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB)
        {
            log?.ImportFails(e.Message);
        }
    }

    private static void Import(DataFolder folder, ILogger? log)
    {
        var end = RecoveredJournal.Read(folder).End;
        using var importer = new Importer(folder, log ?? NullLogger.Instance);
        importer.ImportTo(end);
        importer.Settle();
        importer.Checkpoint();
    }
}
