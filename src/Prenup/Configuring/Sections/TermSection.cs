using Prenup.Configuring.Yaml;
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
        return new Term(Midnight(first, zone), Midnight(last, zone), zone.Id);
    }

    // Where a clock change skips midnight, the day begins at the instant of the change; the offset before it says which.
    private static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        var offset = zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddHours(-3)) : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }
}
