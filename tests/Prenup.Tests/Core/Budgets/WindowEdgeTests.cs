using Prenup.Core.Budgets;
using Xunit;
using static Prenup.Tests.Core.Budgets.Household;

namespace Prenup.Tests.Core.Budgets;

/// <summary>What happens where one window ends and the next begins, and where the clock steps.</summary>
public sealed class WindowEdgeTests : AllowancesTesting
{
    [Fact]
    public void Trap11_A_new_window_gives_the_money_anew_and_what_began_before_it_counts_before_it()
    {
        Now = new DateTimeOffset(2026, 9, 30, 23, 59, 59, TimeSpan.Zero);
        var lineage = Of(ofKey: Usd(1));
        var late = Take(lineage, 1);
        Assert.Equal(TimeSpan.FromSeconds(1), Refused(lineage, 0.5m).Wait);
        late.Begin();
        Now = Now.AddSeconds(1);
        var october = Take(lineage, 1);
        late.Settle(Money(1), 0);
        late.Dispose();
        Assert.Equal(PicoTotalOf(0), State(ScopeKind.Key, "k", Usd(1)).Spent);
        october.Settle(Money(0.25m), 0);
        Assert.Equal(PicoTotalOf(0.25m), State(ScopeKind.Key, "k", Usd(1)).Spent);
    }

    [Fact]
    public void Trap11_An_attempt_that_begins_in_the_next_window_is_charged_there()
    {
        Now = new DateTimeOffset(2026, 9, 30, 23, 59, 59, TimeSpan.Zero);
        var exchange = Take(Of(ofKey: Usd(1)), 1);
        Now = Now.AddSeconds(1);
        Assert.Null(exchange.Hold(Need(0.5m), At(Now)));
        exchange.Settle(Money(0.5m), 0);
        Assert.Equal(PicoTotalOf(0.5m), State(ScopeKind.Key, "k", Usd(1)).Spent);
    }

    [Fact]
    public void Trap11_A_clock_that_steps_back_opens_no_second_window()
    {
        var lineage = Of(ofKey: Usd(1));
        Now = new DateTimeOffset(2026, 9, 30, 23, 59, 59, TimeSpan.Zero);
        Spend(lineage, 1);
        Now = Now.AddSeconds(2);
        Spend(lineage, 0.4m);
        Now = Now.AddSeconds(-2);
        Refused(lineage, 0.1m); // September, as it was
        Now = Noon.AddDays(2);
        Spend(lineage, 0.6m);
        Refused(lineage, 0.1m);
    }

    [Fact]
    public void Trap11_A_clock_that_jumped_ahead_and_comes_back_finds_its_window_as_it_was()
    {
        var lineage = Of(ofKey: Usd(1));
        Spend(lineage, 0.5m);
        Now = Noon.AddYears(3);
        Spend(lineage, 1);
        Refused(lineage, 0.1m);
        Now = Noon.AddMinutes(1);
        Spend(lineage, 0.5m); // September goes on
        Refused(lineage, 0.1m);
        Now = Noon.AddDays(2);
        Spend(lineage, 1); // and October comes as ever
        Refused(lineage, 0.1m);
    }

    [Fact]
    public void Before_and_after_a_term_there_is_no_money()
    {
        var term = Usd(1, Period.Term(new DateOnly(2026, 10, 1), new DateOnly(2026, 11, 1), TimeZoneInfo.Utc));
        var lineage = Of(ofKey: term);
        Assert.Equal(TimeSpan.FromHours(12), Refused(lineage, 0.1m).Wait);
        Take(lineage, 0).Dispose(); // what costs nothing needs none
        Now = Noon.AddDays(1);
        Spend(lineage, 1);
        Now = Noon.AddDays(40);
        Assert.Null(Refused(lineage, 0.1m).Wait);
    }
}
