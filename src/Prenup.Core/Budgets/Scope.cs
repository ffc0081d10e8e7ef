namespace Prenup.Core.Budgets;

/// <summary>Whose use is counted; by stable names, so that counters outlive a reload.</summary>
/// <param name="Kind">The level.</param>
/// <param name="Name">The name; empty for an organisation that has none.</param>
public readonly record struct Scope(ScopeKind Kind, string Name)
{
    /// <summary>The level's name: <c>project</c>.</summary>
    public string KindName =>
        Kind switch
        {
            ScopeKind.Key => "key",
            ScopeKind.Project => "project",
            ScopeKind.Team => "team",
            _ => "organisation",
        };

    /// <summary>For people: <c>project 'catalogue'</c>.</summary>
    public override string ToString() => Name.Length == 0 ? $"the {KindName}" : $"{KindName} '{Name}'";
}
