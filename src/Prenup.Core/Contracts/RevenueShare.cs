namespace Prenup.Core.Contracts;

/// <summary>A share of revenue that one party owes another.</summary>
public sealed record RevenueShare
{
    /// <summary>The share, from 0 to 1.</summary>
    public required decimal Rate { get; init; }

    /// <summary>What it is a share of.</summary>
    public ShareBase Of { get; init; } = ShareBase.Effective;

    /// <summary>Who owes it; <c>us</c> is the organisation.</summary>
    public required string From { get; init; }

    /// <summary>Whom it is owed to; <c>us</c> is the organisation.</summary>
    public required string To { get; init; }

    /// <summary>How much is owed at most over the term, in USD; null where there is no cap.</summary>
    public decimal? CapUsd { get; init; }
}
