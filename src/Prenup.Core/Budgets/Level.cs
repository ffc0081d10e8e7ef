using System.Runtime.CompilerServices;
using Prenup.Core.Keys;

namespace Prenup.Core.Budgets;

/// <summary>One level of a reservation: whose use, by which bounds, and the window whose money is held.</summary>
internal struct Level
{
    private static readonly TimeSpan Shortly = TimeSpan.FromSeconds(1);

    public Allowance? State;
    public Bounds Bounds;
    public Slot? Slot;

    /// <summary>Why an exchange may not begin; null where it may.</summary>
    public readonly LimitReached? EntryRefused(in Moment moment)
    {
        var (state, limits) = (State!, Bounds.Limits);
        if (limits.Concurrent is { } concurrent && state.InFlight >= concurrent)
        {
            return new LimitReached(state.Scope, LimitKind.Concurrency, concurrent, 0, 1, Shortly);
        }
        return limits.RequestsPerMinute is { } rate && state.Requests >= rate
            ? new LimitReached(state.Scope, LimitKind.Requests, rate, 0, 1, moment.ToNextMinute)
            : null;
    }

    /// <summary>Why so many tokens may not be reserved beside what is reserved already; null where they may.</summary>
    public readonly LimitReached? TokensRefused(long tokens, long own, in Moment moment)
    {
        if (Bounds.Limits.TokensPerMinute is not { } limit || tokens <= own || tokens <= limit - State!.Tokens + own)
        {
            return null;
        }
        return new LimitReached(
            State.Scope,
            LimitKind.Tokens,
            limit,
            Math.Max(0, limit - State.Tokens + own),
            tokens,
            tokens > limit ? null : moment.ToNextMinute
        );
    }

    /// <summary>Why so much money may not be reserved; null where it may, or no budget is at stake.</summary>
    /// <param name="money">Pico-dollars; null where no bound can be stated.</param>
    /// <param name="held">Pico-dollars that this reservation holds in <see cref="Slot"/>.</param>
    /// <param name="now">When.</param>
    public readonly LimitReached? MoneyRefused(long? money, long held, DateTimeOffset now)
    {
        if (Bounds.Budget is not { } budget)
        {
            return null;
        }
        var slot = State!.Of(budget.Period).At(now);
        var own = ReferenceEquals(slot, Slot) ? held : 0;
        var free = slot.Free(budget) + own;
        if (money <= own || money <= free)
        {
            return null;
        }
        var limit = slot.Limit(budget);
        var others = slot.Held - own;
        var soon = money <= free + others;
        var wait =
            money is null || slot.Window.End == DateTimeOffset.MaxValue || (slot.Window.Open && money > limit)
                ? (TimeSpan?)null
            : soon ? Shortly
            : slot.Window.End - now;
        return new LimitReached(State.Scope, LimitKind.Money, limit, Int128.Max(0, free), money, wait)
        {
            Budget = budget,
            Window = slot.Window,
            Held = soon,
        };
    }

    [InlineArray(Lineage.Levels)]
    internal struct Four
    {
        private Level _first;
    }
}
