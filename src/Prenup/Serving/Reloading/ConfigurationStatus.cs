namespace Prenup.Serving.Reloading;

/// <summary>Which configuration is in force, and what became of later ones.</summary>
public sealed record ConfigurationStatus
{
    /// <summary>The file as it was named to the gateway; null where the configuration was made without one.</summary>
    public required string? File { get; init; }

    /// <summary>Since when the configuration in force has been.</summary>
    public required DateTimeOffset TookEffectAt { get; init; }

    /// <summary>How many took effect after the first.</summary>
    public long Reloads { get; init; }

    /// <summary>How many were refused.</summary>
    public long Refusals { get; init; }

    /// <summary>What the last one that took effect changed; empty for the first.</summary>
    public IReadOnlyList<Change> Changes { get; init; } = [];

    /// <summary>The last one that was refused; null as soon as a later one took effect.</summary>
    public RefusedReload? Refused { get; init; }
}

/// <summary>A configuration that did not take effect.</summary>
/// <param name="At">When it was read.</param>
/// <param name="Reasons">Everything that is wrong with it, with places where there are any. No secrets.</param>
public sealed record RefusedReload(DateTimeOffset At, IReadOnlyList<string> Reasons);
