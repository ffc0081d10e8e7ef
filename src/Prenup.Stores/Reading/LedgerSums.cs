using Prenup.Core.Ledger;
using Prenup.Core.Money;
using Prenup.Stores.Rollups;

namespace Prenup.Stores.Reading;

/// <summary>Adds sums of several months, and of what is open, up to one per group.</summary>
internal sealed class LedgerSums
{
    private readonly SortedDictionary<string, Group> _groups = new(StringComparer.Ordinal);

    /// <summary>The sums, ordered by the group's name.</summary>
    public IReadOnlyList<LedgerSum> All => [.. _groups.Select(static group => group.Value.Sum(group.Key))];

    /// <summary>The sum of a group; made where there is none.</summary>
    public Group Of(string name)
    {
        if (!_groups.TryGetValue(name, out var group))
        {
            _groups.Add(name, group = new Group());
        }
        return group;
    }

    /// <summary>One group's sum.</summary>
    internal sealed class Group
    {
        private readonly SortedDictionary<AttemptState, long> _states = [];
        private readonly CellSum _sum = new();

        /// <summary>Adds a cell.</summary>
        public void Add(in CellKey key, CellSum sum)
        {
            _sum.Add(sum);
            if (key.State != CellKey.None)
            {
                Count((AttemptState)key.State, sum.Attempts);
            }
        }

        /// <summary>Adds an attempt that is open.</summary>
        public void Add(Opened entry)
        {
            _sum.Add(entry);
            Count(AttemptState.Open, 1);
        }

        /// <summary>The sum under the group's name.</summary>
        public LedgerSum Sum(string name) =>
            new(name, _sum.Attempts, _sum.Exchanges, _states, _sum.Usage, new PicoTotal(_sum.Cost), _sum.CostUnknown)
            {
                Adjustments = _sum.Adjustments,
                Held = new PicoTotal(_sum.Held),
            };

        private void Count(AttemptState state, long attempts) =>
            _states[state] = _states.GetValueOrDefault(state) + attempts;
    }
}
