namespace Prenup.Core.Budgets;

/// <summary>The names of <see cref="PeriodUnit"/>, as configuration and commands write them.</summary>
public static class PeriodUnits
{
    private static readonly string[] Names = ["hour", "day", "week", "month", "term"];

    /// <summary>Every name, in the order of the units.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>A unit's name: <c>month</c>.</summary>
    public static string Name(this PeriodUnit unit) => Names[(int)unit];

    /// <summary>The unit of a name; null for any other text.</summary>
    public static PeriodUnit? Parse(string name) =>
        Array.IndexOf(Names, name) is >= 0 and var unit ? (PeriodUnit)unit : null;
}
