using Prenup.Core.Money;

namespace Prenup.Core.Budgets;

/// <summary>What became of a budget so far, to be shown.</summary>
/// <param name="Scope">Whose.</param>
/// <param name="Budget">Which; null where there is none.</param>
/// <param name="Window">The window of now.</param>
/// <param name="Spent">What was spent in it; attempts whose cost is unknown count with what was reserved.</param>
/// <param name="Reserved">What attempts in flight hold, of whichever window.</param>
public sealed record BudgetState(Scope Scope, Budget? Budget, Window Window, PicoTotal Spent, PicoTotal Reserved)
{
    /// <summary>What may be spent in the window: nothing before and after a term.</summary>
    public PicoTotal Limit => Window.Open && Budget is not null ? Budget.Amount : default;
}
