using Prenup.Core.Budgets;
using Xunit;
using static Prenup.Tests.Core.Budgets.Household;

namespace Prenup.Tests.Core.Budgets;

/// <summary>What is taken at four levels at once. Money in whole USD; 1 USD is 10¹² pico-dollars.</summary>
public sealed class AllowancesTests : AllowancesTesting
{
    [Fact]
    public void Trap7_Two_that_fit_one_by_one_do_not_fit_together()
    {
        var lineage = Of(ofProject: Usd(1));
        Take(lineage, 0.6m);
        var refused = Refused(lineage, 0.6m);
        Assert.Equal((new Scope(ScopeKind.Project, "p"), LimitKind.Money), (refused.Scope, refused.Kind));
        Assert.Equal(((Int128)Dollar, 4 * Dollar / 10, true), (refused.Limit, (long)refused.Left, refused.Held));
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Wait); // what the other holds may come free
    }

    [Fact]
    public void Trap7_A_refusal_at_one_level_takes_nothing_at_the_others()
    {
        var lineage = Of(ofKey: Usd(10), ofOrganisation: Usd(1));
        Refused(lineage, 2);
        Assert.Equal(PicoTotalOf(0), State(ScopeKind.Key, "k", Usd(10)).Reserved);
        Take(Of(ofKey: Usd(10)), 10);
    }

    [Theory]
    [InlineData(ScopeKind.Key)]
    [InlineData(ScopeKind.Project)]
    [InlineData(ScopeKind.Team)]
    [InlineData(ScopeKind.Organisation)]
    public void The_tightest_level_holds_whichever_it_is(ScopeKind tight)
    {
        Bounds of(ScopeKind kind) => Usd(kind == tight ? 1 : 100);
        var lineage = Of(
            ofKey: of(ScopeKind.Key),
            ofProject: of(ScopeKind.Project),
            ofTeam: of(ScopeKind.Team),
            ofOrganisation: of(ScopeKind.Organisation)
        );
        Take(lineage, 1);
        Assert.Equal(tight, Refused(lineage, 0.000001m).Scope.Kind);
    }

    [Fact]
    public void What_is_narrowed_and_what_is_settled_lower_is_free_at_once()
    {
        var lineage = Of(ofTeam: Usd(1));
        var first = Take(lineage, 1);
        Assert.Null(first.Hold(Need(0.4m), At(Now)));
        var second = Take(lineage, 0.6m);
        first.Settle(Money(0.1m), 0);
        Assert.Equal(6 * Dollar / 10, (long)State(ScopeKind.Team, "t", Usd(1)).Reserved.Value);
        Take(lineage, 0.3m).Dispose();
        second.Settle(Money(0.6m), 0);
        first.Dispose();
        second.Dispose();
        var state = State(ScopeKind.Team, "t", Usd(1));
        Assert.Equal((PicoTotalOf(0.7m), PicoTotalOf(0)), (state.Spent, state.Reserved));
    }

    [Fact]
    public void A_further_attempt_that_does_not_fit_is_refused_and_what_was_spent_stays()
    {
        var lineage = Of(ofKey: Usd(1));
        var exchange = Take(lineage, 0.6m);
        exchange.Begin();
        exchange.Settle(Money(0.6m), 0);
        var refused = exchange.Hold(Need(0.6m), At(Now));
        Assert.NotNull(refused);
        Assert.Equal((4 * Dollar / 10, false), ((long)refused.Left, refused.Held));
        Assert.Null(exchange.Hold(Need(0.4m), At(Now)));
        exchange.Dispose();
        Assert.Equal(PicoTotalOf(0.6m), State(ScopeKind.Key, "k", Usd(1)).Spent);
    }

    [Fact]
    public void An_attempt_whose_cost_is_unknown_stays_charged_with_what_was_held()
    {
        var lineage = Of(ofKey: Usd(1));
        using (var exchange = Take(lineage, 0.7m))
        {
            exchange.Begin();
            exchange.Settle(cost: null, tokens: null);
        }
        using (var broken = Take(lineage, 0.2m))
        {
            broken.Begin(); // and nothing ever settles it
        }
        var state = State(ScopeKind.Key, "k", Usd(1));
        Assert.Equal((PicoTotalOf(0.9m), PicoTotalOf(0)), (state.Spent, state.Reserved));
        Assert.False(Refused(lineage, 0.11m).Held);
    }

    [Fact]
    public void What_ends_before_an_attempt_begins_costs_nothing()
    {
        var lineage = Of(ofKey: Usd(1));
        Take(lineage, 1).Dispose();
        Take(lineage, 1).Dispose();
    }

    [Fact]
    public void Giving_back_twice_gives_back_once()
    {
        var lineage = Of(ofKey: new Bounds { Limits = new RateLimits { Concurrent = 2 } });
        var first = Take(lineage, 0);
        Take(lineage, 0);
        first.Dispose();
        first.Dispose();
        Take(lineage, 0);
        Assert.Equal(LimitKind.Concurrency, Refused(lineage, 0).Kind);
    }

    [Fact]
    public void What_is_larger_than_the_whole_limit_is_not_told_to_wait()
    {
        Assert.Null(Refused(Of(ofKey: Usd(1)), 1.1m).Wait);
        var rated = Of(key: "rated", ofKey: new Bounds { Limits = new RateLimits { TokensPerMinute = 100 } });
        Assert.Null(Refused(rated, 0, tokens: 101).Wait);
    }

    [Fact]
    public void Trap7_Tokens_are_reserved_for_the_minute_in_which_an_attempt_begins()
    {
        var lineage = Of(ofProject: new Bounds { Limits = new RateLimits { TokensPerMinute = 100 } });
        var first = Take(lineage, 0, tokens: 80);
        var refused = Refused(lineage, 0, tokens: 30);
        Assert.Equal((LimitKind.Tokens, (Int128)20), (refused.Kind, refused.Left));
        first.Settle(Money(0), tokens: 10);
        var second = Take(lineage, 0, tokens: 90);
        Assert.Equal((100, 0), (second.Rates.TokenLimit, second.Rates.TokensLeft));
        Now = Now.AddMinutes(1);
        var third = Take(lineage, 0, tokens: 100);
        second.Settle(Money(0), tokens: 90); // of the minute before
        second.Dispose();
        Assert.Equal((Int128)0, Refused(lineage, 0, tokens: 1).Left);
        third.Dispose();
        Take(lineage, 0, tokens: 100);
    }

    [Fact]
    public void Minutes_of_rates_do_not_step_with_the_clock()
    {
        var lineage = Of(ofKey: new Bounds { Limits = new RateLimits { RequestsPerMinute = 1 } });
        var elapsed = TimeSpan.FromMinutes(5);
        Assert.Null(Allowances.Reserve(lineage, Nothing, new Moment(Noon, elapsed), out _));
        var back = new Moment(Noon.AddHours(-1), elapsed + TimeSpan.FromSeconds(59));
        Assert.NotNull(Allowances.Reserve(lineage, Nothing, back, out _));
        back = new Moment(Noon.AddHours(-1), elapsed + TimeSpan.FromSeconds(60));
        Assert.Null(Allowances.Reserve(lineage, Nothing, back, out _));
    }

    [Fact]
    public void Rates_are_those_of_the_tightest_level()
    {
        Bounds rated(int requests) => new() { Limits = new RateLimits { RequestsPerMinute = requests } };
        for (var other = 0; other < 3; other++)
        {
            Take(Of(key: "other", ofTeam: rated(5)), 0);
        }
        var rates = Take(Of(ofKey: rated(4), ofTeam: rated(5)), 0).Rates;
        Assert.Equal((5, 1, null), (rates.RequestLimit, rates.RequestsLeft, rates.TokenLimit));
    }

    [Fact]
    public void A_reload_keeps_what_is_spent_and_a_changed_period_begins_anew()
    {
        Spend(Of(ofKey: Usd(1)), 1);
        var same = Usd(2, new Period(PeriodUnit.Month, TimeZoneInfo.Utc));
        Spend(Of(ofKey: same), 1);
        Refused(Of(ofKey: same), 0.1m);
        var daily = new Budget(2, new Period(PeriodUnit.Day, TimeZoneInfo.Utc));
        Assert.False(Allowances.Counts(new Scope(ScopeKind.Key, "k"), daily));
        Allowances.Restore(new Scope(ScopeKind.Key, "k"), daily, Now, PicoTotalOf(1.5m));
        Spend(Of(ofKey: new Bounds { Budget = daily }), 0.5m);
        Refused(Of(ofKey: new Bounds { Budget = daily }), 0.1m);
        Refused(Of(ofKey: same), 0.1m); // an exchange that began before the reload
    }

    [Fact]
    public void Each_mark_of_a_window_is_told_once()
    {
        var told = new List<int>();
        Allowances.Crossed += crossing => told.Add(crossing.Percent);
        var lineage = Of(ofTeam: Usd(1));
        Spend(lineage, 0.49m);
        Assert.Empty(told);
        Spend(lineage, 0.02m);
        Spend(lineage, 0.02m);
        Spend(lineage, 0.30m);
        Assert.Equal([50, 80], told);
        Refused(lineage, 0.5m); // used up, as far as this one is concerned
        Refused(lineage, 0.5m);
        Assert.Equal([50, 80, 100], told);
        Now = Noon.AddDays(2);
        Spend(lineage, 1);
        Assert.Equal([50, 80, 100, 100], told);
    }
}
