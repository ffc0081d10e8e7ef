using Prenup.Configuring.Yaml;
using Prenup.Core.Budgets;
using Prenup.Core.Keys;

namespace Prenup.Configuring.Sections;

/// <summary><c>projects: { catalogue: { team: search, budget: …, limits: …, models: …, residency: [eu, us, global] } }</c></summary>
internal static class ProjectsSection
{
    public static IReadOnlyList<Project> Read(
        Field? section,
        Organisation? organisation,
        IReadOnlyList<Team> teams,
        Declared declared
    )
    {
        var projects = new List<Project>();
        foreach (var field in section?.Block()?.All ?? [])
        {
            if (field.IsName(field.Name) && field.Block() is { } block)
            {
                var project = ReadProject(field.Name, block, declared);
                Compare(field, project, organisation, teams);
                projects.Add(project);
            }
        }
        return projects;
    }

    private static Project ReadProject(string name, Block block, Declared declared)
    {
        var team = block["team"]?.Reference("team", declared.Teams);
        var project = new Project(name, team, BoundsSection.Read(block, declared));
        block.Close();
        return project;
    }

    private static void Compare(Field field, Project project, Organisation? organisation, IReadOnlyList<Team> teams)
    {
        if (teams.FirstOrDefault(team => team.Name == project.Team) is { } team)
        {
            BoundsSection.Compare(field, project.Bounds, new Scope(ScopeKind.Team, team.Name), team.Bounds);
        }
        else if (organisation is not null)
        {
            var above = new Scope(ScopeKind.Organisation, organisation.Name);
            BoundsSection.Compare(field, project.Bounds, above, organisation.Bounds);
        }
    }
}
