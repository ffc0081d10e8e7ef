using Microsoft.Data.Sqlite;
using Prenup.Core.Ledger;
using Prenup.Core.Offers;
using Prenup.Stores.Journal;
using Prenup.Stores.Months;
using Prenup.Stores.Reading;

namespace Prenup.Stores.Rollups;

/// <summary>Sums a month up: from its rollups wherever they can answer, from its entries where not.</summary>
/// <param name="connection">The month's file.</param>
/// <param name="names">Its names.</param>
/// <param name="by">What is summed up by.</param>
/// <param name="sums">Takes the sums.</param>
internal sealed class RollupReport(SqliteConnection connection, MonthNames names, LedgerGroup by, LedgerSums sums)
{
    private readonly Dictionary<long, LedgerSums.Group> _groups = [];
    private readonly CellSum _cell = new();
    private readonly TagSets _tags = by.Grouping == LedgerGrouping.Tag ? TagSets.Read(connection) : new TagSets();

    /// <summary>Adds what a filter means.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public void Add(LedgerFilter filter)
    {
        var places = new EntryPlaces(connection);
        var wanted = new CellFilter(filter, names);
        var first = Earliest(filter) is { } earliest ? places.First(Micros.Of(earliest)) : 1;
        var last = filter.Until is { } until ? places.First(Micros.Of(until)) - 1 : places.Last;
        if (filter.Attempt is not null || filter.Exchange is not null)
        {
            AddEntries(wanted, first, last, CellFilter.Single(filter));
            return;
        }
        var part =
            by.Grouping == LedgerGrouping.Tag ? RollupPart.Tagged
            : wanted.IsOfStates && by.IsOfStates ? RollupPart.Totals
            : RollupPart.Cells;
        var tables = RollupLevels.All.Select(level => new RollupTable(connection, level, part)).ToArray();
        try
        {
            RollupPlan.Cover(
                first,
                last,
                by.Longest,
                (level, first, last) => tables[(int)level].Within(first, last),
                row => AddRow(wanted, row),
                (first, last) => AddEntries(wanted, first, last)
            );
        }
        finally
        {
            Array.ForEach(tables, static table => table.Dispose());
        }
    }

    private void AddRow(CellFilter wanted, RollupRow row)
    {
        for (var cells = new CellReader(row.Cells); cells.TryRead(out var key, _cell); )
        {
            if (wanted.Means(key))
            {
                Group(key, row.Bucket * 1_000_000).Add(key, _cell);
            }
        }
    }

    private void AddEntries(CellFilter wanted, long first, long last, string condition = "1")
    {
        foreach (var (_, row) in RollupEntries.Read(connection, first, last, condition))
        {
            var tags = by.Grouping == LedgerGrouping.Tag ? _tags.Of(row.Text(EntryColumn.Tags)) : 0;
            var key = CellKey.Of(row, tags);
            if (wanted.Means(key))
            {
                _cell.Clear();
                _cell.Add(row, key);
                Group(key, row.Number(EntryColumn.At)).Add(key, _cell);
            }
        }
    }

    private LedgerSums.Group Group(in CellKey key, long micros)
    {
        long id = by.Grouping switch
        {
            LedgerGrouping.Cloud => key.Cloud,
            LedgerGrouping.Account => key.Account,
            LedgerGrouping.Key => key.Key,
            LedgerGrouping.Project => key.Project,
            LedgerGrouping.Team => key.Team,
            LedgerGrouping.Model => key.Model,
            LedgerGrouping.Offer => key.Offer,
            LedgerGrouping.State => key.State,
            LedgerGrouping.Tag => key.Tags,
            LedgerGrouping.All => 0,
            _ => by.Longest.Bucket(micros),
        };
        if (!_groups.TryGetValue(id, out var group))
        {
            _groups.Add(id, group = sums.Of(Name(id)));
        }
        return group;
    }

    private string Name(long id) =>
        by.Grouping switch
        {
            LedgerGrouping.All => "",
            LedgerGrouping.Cloud => id == CellKey.None ? "" : ((Cloud)id).Name(),
            LedgerGrouping.State => id == CellKey.None ? "adjustment" : ((AttemptState)id).Name(),
            LedgerGrouping.Tag => _tags.Value((int)id, by.Tag ?? ""),
            LedgerGrouping.Day or LedgerGrouping.Hour or LedgerGrouping.Minute => by.Longest.Text(id),
            _ => id == 0 ? "" : names.Text(id),
        };

    // An attempt ends no earlier than its id and its exchange's were made, which is just before or after the time is read.
    private static DateTimeOffset? Earliest(LedgerFilter filter)
    {
        var times = new[] { filter.From, filter.Attempt?.At.AddSeconds(-1), filter.Exchange?.At.AddSeconds(-1) };
        return times.Max();
    }
}
