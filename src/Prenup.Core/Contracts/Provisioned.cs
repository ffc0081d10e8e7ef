namespace Prenup.Core.Contracts;

/// <summary>Capacity that is paid by the hour, used or not.</summary>
public sealed record Provisioned
{
    /// <summary>Units bought.</summary>
    public required int Units { get; init; }

    /// <summary>Weighted tokens per minute that one unit carries.</summary>
    public required long TokensPerMinutePerUnit { get; init; }

    /// <summary>How many input tokens one output token weighs.</summary>
    public decimal OutputWeight { get; init; } = 1;

    /// <summary>How many input tokens one cached token weighs; 0 where cached tokens are free.</summary>
    public decimal CachedWeight { get; init; } = 1;

    /// <summary>USD per unit and hour.</summary>
    public required decimal UsdPerUnitHour { get; init; }

    /// <summary>The offer that takes what does not fit; null where it is refused.</summary>
    public string? SpillTo { get; init; }
}
