using Prenup.Core.Money;

namespace Prenup.Core.Budgets;

/// <summary>A budget was used up to a mark: told once per mark and window.</summary>
/// <param name="Scope">Whose.</param>
/// <param name="Budget">Which.</param>
/// <param name="Window">The window that is used up so far.</param>
/// <param name="Percent">The mark: 50, 80 or 100.</param>
/// <param name="Spent">What was spent in it.</param>
public sealed record BudgetCrossing(Scope Scope, Budget Budget, Window Window, int Percent, PicoTotal Spent);
