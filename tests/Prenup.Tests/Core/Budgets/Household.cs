using Prenup.Core.Budgets;
using Prenup.Core.Keys;

namespace Prenup.Tests.Core.Budgets;

/// <summary>Keys under a project, a team and an organisation, with bounds where a test wants them.</summary>
internal static class Household
{
    public static readonly Period Monthly = new(PeriodUnit.Month, TimeZoneInfo.Utc);
    public static readonly DateTimeOffset Noon = new(2026, 9, 30, 12, 0, 0, TimeSpan.Zero);

    public static Bounds Usd(decimal usd, Period? period = null) =>
        new() { Budget = new Budget(usd, period ?? Monthly) };

    public static Lineage Of(
        string key = "k",
        string project = "p",
        Bounds? ofKey = null,
        Bounds? ofProject = null,
        Bounds? ofTeam = null,
        Bounds? ofOrganisation = null
    ) =>
        new(
            new VirtualKey
            {
                Name = key,
                Hash = default,
                Project = project,
                Bounds = ofKey ?? Bounds.None,
            },
            new Project(project, "t", ofProject ?? Bounds.None),
            "t",
            new Team("t", ofTeam ?? Bounds.None),
            new Organisation("o", ofOrganisation ?? Bounds.None)
        );

    public static Moment At(DateTimeOffset now) => new(now, now - Noon.AddDays(-1));
}
