using Prenup.Configuring.Yaml;
using Prenup.Core.Budgets;
using Prenup.Core.Keys;

namespace Prenup.Configuring.Sections;

/// <summary><c>teams: { search: { budget: …, limits: …, models: …, residency: … } }</c></summary>
internal static class TeamsSection
{
    public static IReadOnlyList<Team> Read(Field? section, Organisation? organisation, Declared declared)
    {
        var teams = new List<Team>();
        foreach (var field in section?.Block()?.All ?? [])
        {
            if (field.IsName(field.Name) && field.Block() is { } block)
            {
                var bounds = BoundsSection.Read(block, declared);
                if (organisation is not null)
                {
                    var above = new Scope(ScopeKind.Organisation, organisation.Name);
                    BoundsSection.Compare(field, bounds, above, organisation.Bounds);
                }
                teams.Add(new Team(field.Name, bounds));
                block.Close();
            }
        }
        return teams;
    }
}
