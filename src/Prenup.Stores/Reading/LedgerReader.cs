using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Prenup.Core.Ledger;
using Prenup.Core.Money;
using Prenup.Core.Prices;
using Prenup.Stores.Importing;
using Prenup.Stores.Journal;
using Prenup.Stores.Migrating;

namespace Prenup.Stores.Reading;

/// <summary>Reads the ledger for the command line, beside a running gateway or without one. It changes no entry.</summary>
public sealed class LedgerReader : IDisposable
{
    private readonly DataFolder _folder;
    private readonly SqliteConnection _connection;

    private LedgerReader(DataFolder folder, SqliteConnection connection) =>
        (_folder, _connection) = (folder, connection);

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
                Import(data, log);
            }
        }
        return new LedgerReader(data, LedgerDatabase.OpenForReading(data));
    }

    /// <summary>Deletes <c>ledger.db</c> and builds it anew from the journal.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="log">Where damages are told; null for nowhere.</param>
    /// <param name="progress">Is told the segment just reached and the last one there is, some thousand records apart.</param>
    /// <exception cref="LedgerInUseException">A gateway runs: end it first.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no ledger in the folder.</exception>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    /// <exception cref="IOException">The journal cannot be read.</exception>
    public static void Rebuild(string folder, ILogger? log = null, Action<int, int>? progress = null)
    {
        var data = Existing(folder);
        using var taken = DataFolderLock.Take(data);
        LedgerDatabase.Delete(data);
        Import(data, log, progress);
    }

    /// <summary>Attempts, by time opened. Rows are read as they are asked for.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public IEnumerable<LedgerRow> Show(LedgerFilter filter)
    {
        using var command = AttemptQuery.Rows(_connection, filter);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            yield return new LedgerRow(RowColumns.Opened(row), RowColumns.Closed(row, RowColumns.OpenedCount));
        }
    }

    /// <summary>Sums by group, ordered by the group's name.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public IReadOnlyList<LedgerSum> Sum(LedgerGrouping grouping, LedgerFilter? filter = null)
    {
        using var command = AttemptQuery.Sums(_connection, filter ?? LedgerFilter.All, grouping);
        using var row = command.ExecuteReader();
        var sums = new List<LedgerSum>();
        while (row.Read())
        {
            sums.Add(Sum(row));
        }
        return sums;
    }

    /// <summary>
    /// Checks every record of the journal against SQLite and the other way round, and recomputes every cost. Beside a running
    /// gateway: as far as SQLite was at the begin.
    /// </summary>
    /// <param name="prices">The book with all prices that were ever used.</param>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    /// <exception cref="IOException">The journal cannot be read.</exception>
    public IReadOnlyList<LedgerFinding> Verify(PriceBook prices) =>
        new Verification(_folder, _connection, prices).Run();

    /// <summary>Closes SQLite.</summary>
    public void Dispose() => _connection.Dispose();

    private static DataFolder Existing(string folder)
    {
        var data = new DataFolder(folder);
        return Directory.Exists(data.Journal)
            ? data
            : throw new DirectoryNotFoundException($"There is no ledger in '{data.Root}'.");
    }

    private static void Import(DataFolder folder, ILogger? log, Action<int, int>? progress = null)
    {
        var end = RecoveredJournal.Read(folder).End;
        using var importer = new Importer(folder, log ?? NullLogger.Instance)
        {
            Progress = progress is null ? null : position => progress(position.Segment, end.Segment),
        };
        importer.ImportTo(end);
        importer.Checkpoint();
    }

    private static LedgerSum Sum(SqliteDataReader row)
    {
        const int firstState = 6;
        var states = new Dictionary<AttemptState, long>();
        for (var i = 0; i < AttemptQuery.States.Count; i++)
        {
            if (row.GetInt64(firstState + i) is var attempts and > 0)
            {
                states[AttemptQuery.States[i]] = attempts;
            }
        }
        var cost = row.IsDBNull(3) ? 0 : ((Int128)row.GetInt64(3) * 1_000_000_000) + row.GetInt64(4);
        return new LedgerSum(
            row.GetString(0),
            row.GetInt64(1),
            row.GetInt64(2),
            states,
            RowColumns.Usage(row, firstState + AttemptQuery.States.Count),
            new PicoTotal(cost),
            row.GetInt64(5)
        );
    }
}
