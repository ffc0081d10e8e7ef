using Prenup.Core.Ledger;
using Prenup.Core.Money;
using Prenup.Core.Usage;

namespace Prenup.Stores.Reading;

/// <summary>Adds sums of several months, and of what is open, up to one per group.</summary>
internal sealed class LedgerSums
{
    private readonly SortedDictionary<string, Group> _groups = new(StringComparer.Ordinal);

    /// <summary>The sums, ordered by the group's name.</summary>
    public IReadOnlyList<LedgerSum> All => [.. _groups.Select(static group => group.Value.Sum(group.Key))];

    /// <summary>Adds a group of a month: a row of <see cref="MonthQuery.Sums"/>.</summary>
    public void Add(string name, SqliteStatement row)
    {
        const int firstState = 10;
        var group = Of(name);
        group.Attempts += row.Number(1);
        group.Exchanges += row.Number(2);
        foreach (var exchange in (row.Text(3) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            group.Began.Add(long.Parse(exchange, null));
        }
        group.Cost += ((Int128)row.Number(4) * 1_000_000_000) + row.Number(5);
        group.CostUnknown += row.Number(6);
        group.Adjustments += row.Number(7);
        group.Reserved += ((Int128)row.Number(8) * 1_000_000_000) + row.Number(9);
        for (var i = 0; i < MonthQuery.States.Count; i++)
        {
            group.Add(MonthQuery.States[i], row.Number(firstState + i));
        }
        foreach (var meter in Meters.All)
        {
            var column = firstState + MonthQuery.States.Count + (int)meter;
            if (!row.IsNull(column))
            {
                group.Usage = group.Usage.With(meter, (group.Usage[meter] ?? 0) + row.Number(column));
            }
        }
    }

    /// <summary>Adds attempts that are open.</summary>
    public void Add(string name, IReadOnlyCollection<Opened> open)
    {
        var group = Of(name);
        group.Attempts += open.Count;
        group.Add(AttemptState.Open, open.Count);
        group.Reserved += open.Sum(static entry => entry.Reserved?.Value ?? 0);
        var exchanges = open.Select(static entry => entry.Exchange.Value).ToHashSet();
        group.Exchanges += exchanges.Count;
        group.Began.UnionWith(exchanges);
    }

    /// <summary>The exchanges of what was added last that may have attempts in months before, by group; they are asked for once.</summary>
    public IReadOnlyDictionary<string, HashSet<long>> TakeBegan()
    {
        var began = _groups
            .Where(static group => group.Value.Began.Count > 0)
            .ToDictionary(static g => g.Key, static g => g.Value.Began);
        foreach (var group in began.Keys)
        {
            _groups[group].Began = [];
        }
        return began;
    }

    /// <summary>Counts an exchange of a group that was counted twice once less.</summary>
    public void CountedTwice(string name) => Of(name).Exchanges--;

    private Group Of(string name)
    {
        if (!_groups.TryGetValue(name, out var group))
        {
            _groups.Add(name, group = new Group());
        }
        return group;
    }

    private sealed class Group
    {
        private readonly SortedDictionary<AttemptState, long> _states = [];

        public long Attempts { get; set; }
        public long Exchanges { get; set; }
        public Int128 Cost { get; set; }
        public long CostUnknown { get; set; }
        public long Adjustments { get; set; }
        public Int128 Reserved { get; set; }
        public UsageVector Usage { get; set; }
        public HashSet<long> Began { get; set; } = [];

        public void Add(AttemptState state, long attempts)
        {
            if (attempts > 0)
            {
                _states[state] = _states.GetValueOrDefault(state) + attempts;
            }
        }

        public LedgerSum Sum(string name) =>
            new(name, Attempts, Exchanges, _states, Usage, new PicoTotal(Cost), CostUnknown)
            {
                Adjustments = Adjustments,
                Reserved = new PicoTotal(Reserved),
            };
    }
}
