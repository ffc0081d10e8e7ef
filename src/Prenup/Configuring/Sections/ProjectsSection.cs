using Prenup.Configuring.Yaml;
using Prenup.Core.Keys;

namespace Prenup.Configuring.Sections;

/// <summary><c>projects: { catalogue: { team: search, residency: [eu, us, global], budget: … } }</c></summary>
internal static class ProjectsSection
{
    public static IReadOnlyList<Project> Read(Field? section, Declared declared)
    {
        var projects = new List<Project>();
        foreach (var field in section?.Block()?.All ?? [])
        {
            if (field.IsName(field.Name) && field.Block() is { } block)
            {
                projects.Add(ReadProject(field.Name, block, declared));
            }
        }
        return projects;
    }

    private static Project ReadProject(string name, Block block, Declared declared)
    {
        var team = block["team"]?.Reference("team", declared.Teams);
        var residency = block["residency"];
        residency?.WarnOnce("residency is validated, not enforced yet");
        var project = new Project(name, team, residency?.Texts(), BudgetSection.Read(block["budget"]));
        block.Close();
        return project;
    }
}
