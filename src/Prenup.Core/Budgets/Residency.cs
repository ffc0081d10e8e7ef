using System.Collections.Frozen;

namespace Prenup.Core.Budgets;

/// <summary>Where requests may be served: names of offers' region scopes. Azure's <c>data-zone-eu</c> is covered by <c>eu</c>, too.</summary>
public sealed class Residency : IEquatable<Residency>
{
    private readonly FrozenSet<string> _covered;

    /// <summary>Makes it of the names that are written.</summary>
    public Residency(IEnumerable<string> scopes)
    {
        Scopes = [.. scopes.Distinct().Order(StringComparer.Ordinal)];
        _covered = Scopes.SelectMany(static scope => new[] { scope, $"data-zone-{scope}" }).ToFrozenSet();
    }

    /// <summary>The names, in order.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>Whether an offer of this scope may serve.</summary>
    public bool Covers(string scope) => _covered.Contains(scope);

    /// <inheritdoc/>
    public bool Equals(Residency? other) => other is not null && Scopes.SequenceEqual(other.Scopes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Residency);

    /// <inheritdoc/>
    public override int GetHashCode() => Scopes.Count;

    /// <summary>For people: <c>eu, us</c>.</summary>
    public override string ToString() => string.Join(", ", Scopes);
}
