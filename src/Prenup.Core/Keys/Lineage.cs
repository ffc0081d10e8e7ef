using Prenup.Core.Budgets;

namespace Prenup.Core.Keys;

/// <summary>A key with all above it: what it may use is what all of them allow.</summary>
/// <param name="Key">The key.</param>
/// <param name="Project">Its project; null where it is not declared.</param>
/// <param name="TeamName">Its team; empty where there is none.</param>
/// <param name="Team">The same; null where it is not declared.</param>
/// <param name="Organisation">The organisation.</param>
public readonly record struct Lineage(
    VirtualKey Key,
    Project? Project,
    string TeamName,
    Team? Team,
    Organisation Organisation
)
{
    /// <summary>How many levels there can be.</summary>
    public const int Levels = 4;

    /// <summary>Whether money is bounded anywhere.</summary>
    public bool HasBudget =>
        Key.Bounds.Budget is not null
        || Project?.Bounds.Budget is not null
        || Team?.Bounds.Budget is not null
        || Organisation.Bounds.Budget is not null;

    /// <summary>The name at a level; empty where there is no such level, the organisation apart.</summary>
    public string Name(ScopeKind kind) =>
        kind switch
        {
            ScopeKind.Key => Key.Name,
            ScopeKind.Project => Key.Project,
            ScopeKind.Team => TeamName,
            _ => Organisation.Name,
        };

    /// <summary>What is bounded at a level.</summary>
    public Bounds Bounds(ScopeKind kind) =>
        kind switch
        {
            ScopeKind.Key => Key.Bounds,
            ScopeKind.Project => Project?.Bounds ?? Budgets.Bounds.None,
            ScopeKind.Team => Team?.Bounds ?? Budgets.Bounds.None,
            _ => Organisation.Bounds,
        };

    /// <summary>Whether a model may be asked for.</summary>
    public bool Allows(string model) =>
        Key.Bounds.Allows(model)
        && Project?.Bounds.Allows(model) != false
        && Team?.Bounds.Allows(model) != false
        && Organisation.Bounds.Allows(model);

    /// <summary>The innermost level that keeps an offer of this region scope from serving; null where none does.</summary>
    public Scope? Forbids(string scope)
    {
        for (var kind = ScopeKind.Key; kind <= ScopeKind.Organisation; kind++)
        {
            if (!Bounds(kind).Resides(scope))
            {
                return new Scope(kind, Name(kind));
            }
        }
        return null;
    }
}
