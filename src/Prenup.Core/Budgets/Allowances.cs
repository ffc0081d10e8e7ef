using System.Collections.Concurrent;
using Prenup.Core.Keys;
using Prenup.Core.Money;

namespace Prenup.Core.Budgets;

/// <summary>What every key, project, team and the organisation have in use, as one state: taken at all levels or at none. Outlives a reload.</summary>
public sealed class Allowances
{
    private readonly ConcurrentDictionary<Scope, Allowance> _all = new();
    private bool _known = true;

    /// <summary>A budget was used up to a mark. Raised by the exchange that did it: whoever listens must not take long.</summary>
    public event Action<BudgetCrossing>? Crossed;

    /// <summary>Whether what was spent before is known; while it is not, nothing may be reserved.</summary>
    public bool Known
    {
        get => Volatile.Read(ref _known);
        set => Volatile.Write(ref _known, value);
    }

    // One for all: a request changes four levels, and to take four locks in order would cost more than to wait for one.
    internal Lock Turn { get; } = new();

    /// <summary>Takes a place for an exchange, and money and tokens for the most that it may come to; all levels or none.</summary>
    /// <param name="lineage">Who asks.</param>
    /// <param name="need">What an attempt may come to at most.</param>
    /// <param name="moment">Now.</param>
    /// <param name="reservation">What was taken; after a refusal it holds nothing, but says what is left.</param>
    /// <returns>Null where it was taken; else the limit that refuses it.</returns>
    public LimitReached? Reserve(in Lineage lineage, Need need, in Moment moment, out Reservation reservation)
    {
        var levels = default(Level.Four);
        var place = 0;
        for (var kind = ScopeKind.Key; kind <= ScopeKind.Organisation; kind++)
        {
            var scope = new Scope(kind, lineage.Name(kind));
            if (kind != ScopeKind.Team || scope.Name.Length > 0)
            {
                levels[place++] = new Level { State = Of(scope), Bounds = lineage.Bounds(kind) };
            }
        }
        reservation = new Reservation(this, levels);
        return reservation.Enter(need, moment);
    }

    /// <summary>Adds what was spent before: of the window of an instant, by the ledger.</summary>
    /// <returns>The mark that it had reached, null for none: the gateway that spent it has told of it, unless it was killed just then.</returns>
    public BudgetCrossing? Restore(Scope scope, Budget budget, DateTimeOffset now, PicoTotal spent)
    {
        lock (Turn)
        {
            var slot = Of(scope).Of(budget.Period).At(now);
            slot.Spent += spent.Value;
            return slot.Mark(budget) is > 0 and var mark
                ? new BudgetCrossing(scope, budget, slot.Window, mark, new PicoTotal(slot.Spent))
                : null;
        }
    }

    /// <summary>Whether the money of a budget's window is counted already; else it has to be restored.</summary>
    public bool Counts(Scope scope, Budget budget)
    {
        lock (Turn)
        {
            return Of(scope).Follows(budget.Period);
        }
    }

    /// <summary>What became of a scope's budget.</summary>
    public BudgetState State(Scope scope, Budget? budget, DateTimeOffset now)
    {
        lock (Turn)
        {
            var state = Of(scope);
            var slot = budget is null ? null : state.Of(budget.Period).At(now);
            return new BudgetState(
                scope,
                budget,
                slot?.Window ?? default,
                new PicoTotal(slot?.Spent ?? 0),
                new PicoTotal(state.Reserved)
            );
        }
    }

    /// <summary>Exchanges of a scope in flight.</summary>
    public int InFlight(Scope scope) => _all.TryGetValue(scope, out var state) ? state.InFlight : 0;

    /// <summary>The keys that were let in after a time, and when they last were, to the second.</summary>
    public IReadOnlyList<(string Key, DateTimeOffset At)> KeysUsedAfter(DateTimeOffset time) =>
        [
            .. from state in _all.Values
            where state.Scope.Kind == ScopeKind.Key && state.LastSecond > 0
            let at = DateTimeOffset.FromUnixTimeSeconds(state.LastSecond)
            where at > time
            select (state.Scope.Name, at),
        ];

    internal void Tell(BudgetCrossing crossing) => Crossed?.Invoke(crossing);

    private Allowance Of(Scope scope) => _all.GetOrAdd(scope, static scope => new Allowance(scope));
}
