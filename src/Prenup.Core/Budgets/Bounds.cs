using System.Collections.Frozen;

namespace Prenup.Core.Budgets;

/// <summary>What an organisation, a team, a project or a key may use; null is no bound. Of all four the tightest holds.</summary>
public sealed record Bounds
{
    /// <summary>No bound at all.</summary>
    public static Bounds None { get; } = new();

    /// <summary>What may be spent.</summary>
    public Budget? Budget { get; init; }

    /// <summary>Rates and concurrency.</summary>
    public RateLimits Limits { get; init; } = RateLimits.None;

    /// <summary>Models that may be asked for, by name.</summary>
    public FrozenSet<string>? Models { get; init; }

    /// <summary>Scopes that requests may be served from.</summary>
    public Residency? Residency { get; init; }

    /// <summary>Whether a model may be asked for.</summary>
    public bool Allows(string model) => Models is null || Models.Contains(model);

    /// <summary>Whether an offer of this region scope may serve.</summary>
    public bool Resides(string scope) => Residency is null || Residency.Covers(scope);

    /// <summary>Bounds of the same content are equal; sets compare by what is in them.</summary>
    public bool Equals(Bounds? other) =>
        other is not null
        && Budget == other.Budget
        && Limits == other.Limits
        && Equals(Residency, other.Residency)
        && (Models is null ? other.Models is null : other.Models is not null && Models.SetEquals(other.Models));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Budget, Limits, Models?.Count);
}
