using Prenup.Configuring.Yaml;
using Prenup.Core.Budgets;
using Prenup.Core.Contracts;

namespace Prenup.Configuring.Sections;

/// <summary><c>valid: { from: 2026-01-01, until: 2027-01-01, zone: UTC }</c>; until is exclusive.</summary>
internal static class TermSection
{
    public static Term? Read(Field? section)
    {
        if (section?.Block() is not { } block)
        {
            return null;
        }
        var from = block.Require("from")?.Date();
        var until = block.Require("until")?.Date();
        var zone = block["zone"] is { } written ? written.Zone() : TimeZoneInfo.Utc;
        block.Close();
        if (from is not { } first || until is not { } last || zone is null)
        {
            return null;
        }
        if (last <= first)
        {
            section.Error("'until' is not after 'from'; it is the first day on which the contract no longer holds");
            return null;
        }
        var term = Period.Term(first, last, zone);
        return new Term(term.From, term.Until, zone.Id);
    }
}
