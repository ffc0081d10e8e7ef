using Prenup.Core.Budgets;
using Prenup.Core.Keys;
using Prenup.Core.Money;
using Xunit;

namespace Prenup.Tests.Core.Budgets;

/// <summary>One schedule: the real allowances beside a ledger that is nothing but a list. Two keys in each of two projects.</summary>
internal sealed class ScheduleRun
{
    private const long TokensPerMinute = 150;
    private readonly Lineage[] _lineages;
    private readonly (Scope Scope, Budget Budget)[] _budgets;
    private readonly List<Exchange> _exchanges = [];
    private readonly List<Entry> _ledger = [];
    private Allowances _allowances = new();
    private DateTimeOffset _now;
    private TimeSpan _elapsed;
    private int _lives;
    private bool _exact = true;

    /// <param name="zone">The zone of all budgets.</param>
    /// <param name="begin">When it begins.</param>
    /// <param name="units">The periods of key, project, team and organisation.</param>
    public ScheduleRun(string zone, DateTimeOffset begin, int[] units)
    {
        _now = begin;
        var found = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var day = DateOnly.FromDateTime(begin.UtcDateTime);
        Bounds bounds(int level, decimal usd) =>
            new()
            {
                Budget = new Budget(
                    usd,
                    (PeriodUnit)units[level] == PeriodUnit.Term
                        ? Period.Term(day, day.AddDays(2), found)
                        : new Period((PeriodUnit)units[level], found)
                ),
                Limits = new RateLimits { TokensPerMinute = level == 3 ? TokensPerMinute : null },
            };
        // In millionths of a USD, which the steps count in.
        var (key, project, team, organisation) = (
            bounds(0, 0.000100m),
            bounds(1, 0.000150m),
            bounds(2, 0.000250m),
            bounds(3, 0.000240m)
        );
        _lineages =
        [
            .. Enumerable.Range(0, 4).Select(i => Household.Of($"k{i}", $"p{i / 2}", key, project, team, organisation)),
        ];
        _budgets =
        [
            .. _lineages
                .SelectMany(static lineage =>
                    Enumerable
                        .Range(0, Lineage.Levels)
                        .Select(level => (Scope(lineage, (ScopeKind)level), lineage.Bounds((ScopeKind)level).Budget!))
                )
                .Distinct(),
        ];
    }

    private Moment Moment => new(_now, _elapsed);

    public void Arrive(int who, int size)
    {
        var limit = _allowances.Reserve(_lineages[who], Need(size), Moment, out var reservation);
        if (limit is null)
        {
            _exchanges.Add(new Exchange(_lineages[who], reservation));
        }
        else
        {
            Assert.True(limit.Left < limit.Needed, $"{limit} has room");
        }
    }

    /// <summary>An exchange makes its next attempt: the first, or one after another that was settled.</summary>
    public void Attempt(int part, int size)
    {
        if (Pick(part) is not { Open: null } exchange || exchange.Reservation.Hold(Need(size), Moment) is not null)
        {
            return;
        }
        exchange.Reservation.Begin();
        exchange.Open = new Entry(_now, exchange.Lineage, Micro(size), _lives, Moment.Minute) { Tokens = size };
        _ledger.Add(exchange.Open);
    }

    /// <summary>What an attempt came to, in hundredths of its bound; null where that stays unknown.</summary>
    public void Settle(int part, int? percent)
    {
        if (Pick(part) is not { Open: { } open } exchange)
        {
            return;
        }
        PicoDollars? cost = percent is { } hundredths ? new PicoDollars(open.Reserved.Value * hundredths / 100) : null;
        exchange.Reservation.Settle(cost, percent is null ? null : open.Tokens * percent / 100);
        (open.Cost, open.Tokens) = (cost, percent is null ? open.Tokens : open.Tokens * percent.Value / 100);
        exchange.Open = null;
    }

    /// <summary>An exchange ends, with an attempt under way or without.</summary>
    public void Leave(int part)
    {
        if (Pick(part) is { } exchange)
        {
            exchange.Reservation.Dispose();
            _exchanges.Remove(exchange);
        }
    }

    public void Wait(TimeSpan time) => (_now, _elapsed) = (_now + time, _elapsed + time);

    /// <summary>The clock steps; no time passes.</summary>
    public void Jump(TimeSpan by) => _now += by;

    /// <summary>The process ends at once, and another begins with what the ledger says.</summary>
    public void Kill()
    {
        _exchanges.Clear();
        _allowances = new Allowances();
        (_lives, _exact) = (_lives + 1, false);
        foreach (var (scope, budget) in _budgets)
        {
            var window = budget.Period.At(_now);
            _allowances.Restore(scope, budget, _now, Sum(scope, window.Begin, DateTimeOffset.MaxValue));
            if (window.Begin > DateTimeOffset.MinValue)
            {
                var before = budget.Period.At(window.Begin.AddTicks(-1));
                _allowances.Restore(scope, budget, before.Begin, Sum(scope, before.Begin, before.End));
            }
        }
    }

    /// <summary>Nothing is beyond a budget, nor beyond the tokens of a minute, but for what was dearer than its bound.</summary>
    public void Check()
    {
        foreach (var (scope, budget) in _budgets)
        {
            foreach (var window in _ledger.Where(entry => entry.Is(scope)).GroupBy(e => budget.Period.At(e.At)))
            {
                var limit = window.Key.Open ? budget.Amount.Value : 0;
                var spent = window.Aggregate(Int128.Zero, static (sum, entry) => sum + entry.Charged);
                var dearer = window.Aggregate(Int128.Zero, static (sum, entry) => sum + entry.Dearer);
                Assert.True(spent <= limit + dearer, $"{scope} spent {spent} of {limit} in {window.Key}");
            }
        }
        foreach (var minute in _ledger.GroupBy(static entry => (entry.Life, entry.Minute)))
        {
            var dearer = minute.Sum(static entry => entry.Dearer > 0 ? entry.Tokens : 0);
            Assert.True(minute.Sum(static entry => entry.Tokens) <= TokensPerMinute + dearer);
        }
    }

    /// <summary>All end: nothing is held any more, and what is left of a window is there to the last pico-dollar.</summary>
    public void End()
    {
        _exchanges.ForEach(static exchange => exchange.Reservation.Dispose());
        _elapsed += TimeSpan.FromMinutes(1);
        foreach (var (scope, budget) in _budgets)
        {
            var state = _allowances.State(scope, budget, _now);
            Assert.Equal(0, (long)state.Reserved.Value);
            var window = budget.Period.At(_now);
            if (_exact && window == state.Window)
            {
                Assert.Equal(Sum(scope, window.Begin, window.End), state.Spent);
            }
        }
    }

    private static Need Need(int size) => new(Micro(size), size);

    private static PicoDollars Micro(int size) => new(size * 1_000_000L);

    private static Scope Scope(in Lineage lineage, ScopeKind kind) => new(kind, lineage.Name(kind));

    private Exchange? Pick(int part) => _exchanges.Count == 0 ? null : _exchanges[part * (_exchanges.Count - 1) / 100];

    private PicoTotal Sum(Scope scope, DateTimeOffset from, DateTimeOffset until) =>
        new(
            _ledger
                .Where(entry => entry.Is(scope) && entry.At >= from && entry.At < until)
                .Aggregate(Int128.Zero, static (sum, entry) => sum + entry.Charged)
        );

    private sealed record Exchange(Lineage Lineage, Reservation Reservation)
    {
        public Entry? Open { get; set; }
    }

    private sealed record Entry(DateTimeOffset At, Lineage Lineage, PicoDollars Reserved, int Life, long Minute)
    {
        public PicoDollars? Cost { get; set; }

        public long Tokens { get; set; }

        /// <summary>What counts: the cost, or while that is open or unknown what was reserved.</summary>
        public long Charged => (Cost ?? Reserved).Value;

        public long Dearer => Math.Max(0, Charged - Reserved.Value);

        public bool Is(Scope scope) => Lineage.Name(scope.Kind) == scope.Name;
    }
}
