using Prenup.Configuring.Yaml;
using Prenup.Core.Budgets;

namespace Prenup.Configuring.Sections;

/// <summary><c>budget: { usd: 500, per: month, zone: Europe/Berlin }</c>; <c>per: term</c> has <c>from</c> and <c>until</c>.</summary>
internal static class BudgetSection
{
    private const decimal MostUsd = 1_000_000_000_000m;

    public static Budget? Read(Field? section)
    {
        if (section?.Block() is not { } block)
        {
            return null;
        }
        var usdField = block.Require("usd");
        var usd = usdField?.Number();
        if (usd > MostUsd)
        {
            usdField!.Error($"expected at most {MostUsd}");
        }
        var per = block.Require("per") is { } written ? ReadUnit(written) : null;
        var zone = block["zone"] is { } named ? named.Zone() : TimeZoneInfo.Utc;
        var (from, until) = (block["from"], block["until"]);
        block.Close();
        var period = per is { } unit && zone is not null ? ReadPeriod(section, unit, from, until, zone) : null;
        return usd is null || period is null ? null : new Budget(usd.Value, period);
    }

    private static PeriodUnit? ReadUnit(Field field) =>
        field.Choice(
            ("hour", PeriodUnit.Hour),
            ("day", PeriodUnit.Day),
            ("week", PeriodUnit.Week),
            ("month", PeriodUnit.Month),
            ("term", PeriodUnit.Term)
        );

    private static Period? ReadPeriod(Field section, PeriodUnit unit, Field? from, Field? until, TimeZoneInfo zone)
    {
        if (unit != PeriodUnit.Term)
        {
            (from ?? until)?.Error("goes with 'per: term' alone");
            return new Period(unit, zone);
        }
        if (from is null || until is null)
        {
            section.ErrorAtName("'per: term' needs 'from' and 'until'");
            return null;
        }
        if (from.Date() is not { } first || until.Date() is not { } last)
        {
            return null;
        }
        if (last <= first)
        {
            section.Error("'until' is not after 'from'; it is the first day on which the budget is over");
            return null;
        }
        return Period.Term(first, last, zone);
    }
}
