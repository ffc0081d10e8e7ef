namespace Prenup.Core.Keys;

/// <summary>What one key may use at a time; null is no limit.</summary>
public sealed record KeyLimits
{
    /// <summary>No limit at all.</summary>
    public static KeyLimits None { get; } = new();

    /// <summary>Exchanges begun per minute.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>Tokens in and out per minute.</summary>
    public long? TokensPerMinute { get; init; }

    /// <summary>Exchanges in flight.</summary>
    public int? Concurrent { get; init; }
}
