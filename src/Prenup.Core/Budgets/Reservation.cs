using Prenup.Core.Ledger;
using Prenup.Core.Money;
using Prenup.Core.Usage;

namespace Prenup.Core.Budgets;

/// <summary>
/// What one exchange holds at all levels: a place, and money and tokens for the attempt that is under way. Disposed at the
/// exchange's end, streams included.
/// </summary>
/// <remarks>The steps of one exchange follow each other; only <see cref="Dispose"/> may come twice.</remarks>
public sealed class Reservation : IDisposable
{
    private readonly Allowances _allowances;
    private Level.Four _levels;
    private long _money;
    private long _tokens;
    private long _minute;
    private bool _begun;
    private int _left;
    private List<BudgetCrossing>? _crossings; // found under the lock, told outside of it

    internal Reservation(Allowances allowances, in Level.Four levels) => (_allowances, _levels) = (allowances, levels);

    /// <summary>What the key had left when it was let in, for the reply's rate-limit headers.</summary>
    public RateState Rates { get; private set; }

    /// <summary>What the attempt under way may cost; null where no bound can be stated.</summary>
    public PicoDollars? Money { get; private set; }

    /// <summary>
    /// Holds what the next attempt may come to, in place of what is held: less, after the choice of an offer, or, for a further
    /// attempt, anew. All levels or none; the windows are those of this instant, which is when the attempt begins.
    /// </summary>
    /// <returns>Null where it is held now; else the limit that refuses it, and what was held still is.</returns>
    public LimitReached? Hold(Need need, in Moment moment)
    {
        LimitReached? limit;
        lock (_allowances.Turn)
        {
            limit = Refused(need, moment);
            if (limit is null)
            {
                Take(need, moment);
            }
        }
        Tell();
        return limit;
    }

    /// <summary>The attempt is entered in the ledger: whatever happens to it, it is settled, at the latest with the exchange's end.</summary>
    public void Begin() => _begun = true;

    /// <summary>Puts what an attempt came to in place of what was held for it.</summary>
    /// <param name="cost">Its cost; null where it is unknown: then all that was held for it stays charged.</param>
    /// <param name="tokens">Its tokens; null where they are unknown: likewise.</param>
    public void Settle(PicoDollars? cost, long? tokens)
    {
        _begun = false;
        lock (_allowances.Turn)
        {
            foreach (ref var level in Present)
            {
                var state = level.State!;
                state.Tokens += state.Is(_minute) ? (tokens ?? _tokens) - _tokens : 0;
                state.Reserved -= _money;
                if (level.Slot is { } slot)
                {
                    slot.Held -= _money;
                    slot.Spent += cost?.Value ?? _money;
                    Cross(slot, level, usedUp: false);
                }
                level.Slot = null;
            }
            (_money, _tokens, Money) = (0, 0, null);
        }
        Tell();
    }

    /// <summary>The same by the attempt's closed entry; null where it has none, so that nothing is known.</summary>
    public void Settle(Closed? closed) =>
        Settle(
            closed?.Cost,
            closed is null or { Basis: UsageBasis.Unknown } ? null : closed.Usage.TotalIn + closed.Usage.TotalOut
        );

    /// <summary>Gives the place back, and what is held for an attempt that did not begin.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _left, 1) != 0)
        {
            return;
        }
        if (_begun)
        {
            Settle(closed: null);
        }
        lock (_allowances.Turn)
        {
            GiveBack();
            foreach (ref var level in Present)
            {
                level.State!.InFlight--;
            }
        }
    }

    /// <summary>Takes a place and holds the need.</summary>
    internal LimitReached? Enter(Need need, in Moment moment)
    {
        LimitReached? limit = null;
        lock (_allowances.Turn)
        {
            foreach (ref var level in Present)
            {
                level.State!.Enter(moment.Minute);
                limit ??= level.EntryRefused(moment);
            }
            limit ??= Refused(need, moment);
            if (limit is null)
            {
                foreach (ref var level in Present)
                {
                    level.State!.Count(moment.Now);
                }
                Take(need, moment);
            }
            Rates = RatesNow(moment);
            _left = limit is null ? 0 : 1;
        }
        Tell();
        return limit;
    }

    // Without a team there are three.
    private Span<Level> Present => ((Span<Level>)_levels)[..(_levels[^1].State is null ? ^1 : ^0)];

    private LimitReached? Refused(Need need, in Moment moment)
    {
        foreach (ref var level in Present)
        {
            var state = level.State!;
            state.Enter(moment.Minute);
            if (level.TokensRefused(need.Tokens, state.Is(_minute) ? _tokens : 0, moment) is { } tokens)
            {
                return tokens;
            }
            if (level.MoneyRefused(need.Money?.Value, _money, moment.Now) is { } money)
            {
                if (money is { Held: false, Wait: not null })
                {
                    Cross(state.Of(money.Budget!.Period).At(moment.Now), level, usedUp: true);
                }
                return money;
            }
        }
        return null;
    }

    private void Take(Need need, in Moment moment)
    {
        GiveBack();
        (_money, _tokens, _minute, Money) = (need.Money?.Value ?? 0, need.Tokens, moment.Minute, need.Money);
        foreach (ref var level in Present)
        {
            var state = level.State!;
            state.Tokens += _tokens;
            state.Reserved += _money;
            level.Slot = level.Bounds.Budget is { } budget ? state.Of(budget.Period).At(moment.Now) : null;
            if (level.Slot is { } slot)
            {
                slot.Held += _money;
            }
        }
    }

    private void GiveBack()
    {
        foreach (ref var level in Present)
        {
            var state = level.State!;
            state.Tokens -= state.Is(_minute) ? _tokens : 0;
            state.Reserved -= _money;
            if (level.Slot is { } slot)
            {
                slot.Held -= _money;
            }
            level.Slot = null;
        }
        (_money, _tokens, Money) = (0, 0, null);
    }

    private void Cross(Slot slot, in Level level, bool usedUp)
    {
        var budget = level.Bounds.Budget!;
        if (slot.Mark(budget, usedUp) is > 0 and var mark)
        {
            var spent = new PicoTotal(slot.Spent);
            (_crossings ??= []).Add(new BudgetCrossing(level.State!.Scope, budget, slot.Window, mark, spent));
        }
    }

    private void Tell()
    {
        if (_crossings is { } crossings)
        {
            _crossings = null;
            crossings.ForEach(_allowances.Tell);
        }
    }

    private RateState RatesNow(in Moment moment)
    {
        var rates = new RateState(null, long.MaxValue, null, long.MaxValue, moment.ToNextMinute);
        foreach (ref var level in Present)
        {
            var (state, limits) = (level.State!, level.Bounds.Limits);
            if (limits.RequestsPerMinute is { } requests && requests - state.Requests < rates.RequestsLeft)
            {
                rates = rates with { RequestLimit = requests, RequestsLeft = Math.Max(0, requests - state.Requests) };
            }
            if (limits.TokensPerMinute is { } tokens && tokens - state.Tokens < rates.TokensLeft)
            {
                rates = rates with { TokenLimit = tokens, TokensLeft = Math.Max(0, tokens - state.Tokens) };
            }
        }
        return rates;
    }
}
