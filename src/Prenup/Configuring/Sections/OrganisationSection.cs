using Prenup.Configuring.Yaml;
using Prenup.Core.Keys;

namespace Prenup.Configuring.Sections;

/// <summary><c>organisation: { name: acme, budget: … }</c></summary>
internal static class OrganisationSection
{
    public static Organisation? Read(Field? section)
    {
        if (section?.Block() is not { } block)
        {
            return null;
        }
        var name = block.Require("name")?.Text();
        var budget = BudgetSection.Read(block["budget"]);
        block.Close();
        return name is null ? null : new Organisation(name, budget);
    }
}
