namespace Prenup.Core.Budgets;

/// <summary>How much may be used at a time; null is no limit.</summary>
public sealed record RateLimits
{
    /// <summary>No limit at all.</summary>
    public static RateLimits None { get; } = new();

    /// <summary>Exchanges begun per minute.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>Tokens in and out per minute, of the attempts begun in it.</summary>
    public long? TokensPerMinute { get; init; }

    /// <summary>Exchanges in flight.</summary>
    public int? Concurrent { get; init; }
}
