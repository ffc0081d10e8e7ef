namespace Prenup.Core.Contracts;

/// <summary>Spend that was promised for a contract's term.</summary>
public sealed record Commitment
{
    /// <summary>How much, in USD.</summary>
    public required decimal Usd { get; init; }

    /// <summary>What counts towards it.</summary>
    public CountedSpend Counts { get; init; } = CountedSpend.Net;

    /// <summary>What was spent under it elsewhere until now, in USD.</summary>
    public decimal OtherSpendToDateUsd { get; init; }

    /// <summary>What is expected to be spent under it elsewhere, in USD per month.</summary>
    public decimal OtherSpendForecastUsdPerMonth { get; init; }

    /// <summary>What becomes of a shortfall.</summary>
    public Shortfall Shortfall { get; init; } = Shortfall.Pay;
}
