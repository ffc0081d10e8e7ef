using Prenup.Core.Budgets;
using Prenup.Core.Keys;
using Prenup.Core.Money;
using Xunit;
using static Prenup.Tests.Core.Budgets.Household;

namespace Prenup.Tests.Core.Budgets;

/// <summary>Allowances, a clock, and how a test takes and spends.</summary>
public abstract class AllowancesTesting
{
    protected const long Dollar = 1_000_000_000_000;

    protected static Need Nothing => Prenup.Core.Budgets.Need.None;

    protected Allowances Allowances { get; } = new();

    protected DateTimeOffset Now { get; set; } = Noon;

    protected static Need Need(decimal usd, long tokens = 0) => new(Money(usd), tokens);

    protected static PicoDollars Money(decimal usd) => new((long)(usd * Dollar));

    protected static PicoTotal PicoTotalOf(decimal usd) => new((Int128)(usd * Dollar));

    protected Reservation Take(Lineage lineage, decimal usd, long tokens = 0)
    {
        Assert.Null(Allowances.Reserve(lineage, Need(usd, tokens), At(Now), out var reservation));
        return reservation;
    }

    protected void Spend(Lineage lineage, decimal usd)
    {
        using var reservation = Take(lineage, usd);
        reservation.Begin();
        reservation.Settle(Money(usd), 0);
    }

    protected LimitReached Refused(Lineage lineage, decimal usd, long tokens = 0)
    {
        var limit = Allowances.Reserve(lineage, Need(usd, tokens), At(Now), out _);
        Assert.NotNull(limit);
        return limit;
    }

    protected BudgetState State(ScopeKind kind, string name, Bounds bounds) =>
        Allowances.State(new Scope(kind, name), bounds.Budget, Now);
}
