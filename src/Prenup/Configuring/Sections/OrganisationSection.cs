using Prenup.Configuring.Yaml;
using Prenup.Core.Keys;

namespace Prenup.Configuring.Sections;

/// <summary><c>organisation: { name: acme, budget: …, limits: …, models: …, residency: … }</c></summary>
internal static class OrganisationSection
{
    public static Organisation? Read(Field? section, Declared declared)
    {
        if (section?.Block() is not { } block)
        {
            return null;
        }
        var name = block.Require("name");
        var named = name is not null && name.IsName(name.Text() ?? "") ? name.Text() : null;
        var bounds = BoundsSection.Read(block, declared);
        block.Close();
        return named is null ? null : new Organisation(named, bounds);
    }
}
