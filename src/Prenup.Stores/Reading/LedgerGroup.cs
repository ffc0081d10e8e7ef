using Prenup.Stores.Rollups;

namespace Prenup.Stores.Reading;

/// <summary>What a report sums up by.</summary>
/// <param name="Grouping">The grouping.</param>
/// <param name="Tag">The tag's name where that is what it sums up by; null elsewhere.</param>
internal readonly record struct LedgerGroup(LedgerGrouping Grouping, string? Tag)
{
    /// <summary>Whether groups differ in nothing but state and time.</summary>
    public bool IsOfStates =>
        Grouping
            is LedgerGrouping.All
                or LedgerGrouping.State
                or LedgerGrouping.Day
                or LedgerGrouping.Hour
                or LedgerGrouping.Minute;

    /// <summary>The longest buckets that lie in one group each.</summary>
    public RollupLevel Longest =>
        Grouping switch
        {
            LedgerGrouping.Minute => RollupLevel.Minute,
            LedgerGrouping.Hour => RollupLevel.Hour,
            _ => RollupLevel.Day,
        };
}
