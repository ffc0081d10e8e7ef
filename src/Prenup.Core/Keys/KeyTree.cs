using System.Collections.Frozen;

namespace Prenup.Core.Keys;

/// <summary>The organisation with its teams and projects, as the configuration declares them.</summary>
public sealed class KeyTree
{
    private readonly FrozenDictionary<string, Team> _teams;
    private readonly FrozenDictionary<string, Project> _projects;

    /// <summary>Makes the tree.</summary>
    public KeyTree(Organisation organisation, IReadOnlyList<Team> teams, IReadOnlyList<Project> projects)
    {
        (Organisation, Teams, Projects) = (organisation, teams, projects);
        _teams = teams.ToFrozenDictionary(static team => team.Name);
        _projects = projects.ToFrozenDictionary(static project => project.Name);
    }

    /// <summary>A tree that bounds nothing.</summary>
    public static KeyTree Empty { get; } = new(Organisation.Unnamed, [], []);

    /// <summary>Who pays in the end.</summary>
    public Organisation Organisation { get; }

    /// <summary>The teams, as written.</summary>
    public IReadOnlyList<Team> Teams { get; }

    /// <summary>The projects, as written.</summary>
    public IReadOnlyList<Project> Projects { get; }

    /// <summary>
    /// A key with all above it. A project or team that is not declared (any more) has its name and no bounds of its own; a
    /// declared project's team counts before the one that the key was made with.
    /// </summary>
    public Lineage Of(VirtualKey key)
    {
        var project = _projects.GetValueOrDefault(key.Project);
        var team = project?.Team ?? key.Team;
        return new Lineage(key, project, team, team.Length == 0 ? null : _teams.GetValueOrDefault(team), Organisation);
    }
}
