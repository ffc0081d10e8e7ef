using Prenup.Core.Money;

namespace Prenup.Core.Budgets;

/// <summary>An amount of money per window of a period.</summary>
/// <param name="Usd">How much, in USD.</param>
/// <param name="Period">When it begins anew.</param>
public sealed record Budget(decimal Usd, Period Period)
{
    /// <summary>The same amount; parts of a pico-dollar are left out.</summary>
    public PicoTotal Amount { get; } = new((Int128)decimal.Truncate(Usd * 1_000_000_000_000m));
}
