using Prenup.Configuring.Yaml;
using Prenup.Core.Keys;

namespace Prenup.Configuring.Sections;

/// <summary><c>budget: { usd: 500, per: month, zone: Europe/Berlin }</c></summary>
internal static class BudgetSection
{
    public static Budget? Read(Field? section)
    {
        if (section?.Block() is not { } block)
        {
            return null;
        }
        section.WarnOnce("budgets are validated, not enforced yet");
        var usd = block.Require("usd")?.Number();
        var per = block
            .Require("per")
            ?.Choice(("day", BudgetWindow.Day), ("week", BudgetWindow.Week), ("month", BudgetWindow.Month));
        var zone = block["zone"] is { } written ? written.Zone() : TimeZoneInfo.Utc;
        block.Close();
        return usd is null || per is null || zone is null ? null : new Budget(usd.Value, per.Value, zone.Id);
    }
}
