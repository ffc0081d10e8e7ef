namespace Prenup.Core.Budgets;

/// <summary>The four levels at which use is bounded, from the key outwards.</summary>
public enum ScopeKind : byte
{
    /// <summary>A key.</summary>
    Key = 0,

    /// <summary>The project that its keys share.</summary>
    Project = 1,

    /// <summary>The team that its projects share.</summary>
    Team = 2,

    /// <summary>The organisation, which is all.</summary>
    Organisation = 3,
}
