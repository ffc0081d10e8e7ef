using Prenup.Configuring.Yaml;
using Prenup.Core.Keys;

namespace Prenup.Configuring.Sections;

/// <summary><c>teams: { search: { budget: … } }</c></summary>
internal static class TeamsSection
{
    public static IReadOnlyList<Team> Read(Field? section)
    {
        var teams = new List<Team>();
        foreach (var field in section?.Block()?.All ?? [])
        {
            if (field.IsName(field.Name) && field.Block() is { } block)
            {
                teams.Add(new Team(field.Name, BudgetSection.Read(block["budget"])));
                block.Close();
            }
        }
        return teams;
    }
}
