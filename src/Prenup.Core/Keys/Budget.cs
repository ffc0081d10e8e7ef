namespace Prenup.Core.Keys;

/// <summary>An amount of money per calendar window.</summary>
/// <param name="Usd">How much, in USD.</param>
/// <param name="Per">The window.</param>
/// <param name="Zone">The IANA name of the time zone whose calendar is meant.</param>
public sealed record Budget(decimal Usd, BudgetWindow Per, string Zone);
