namespace Prenup.Stores.Rollups;

/// <summary>How a span of places in a month is covered: by the longest buckets that lie within it, and by single entries elsewhere.</summary>
internal static class RollupPlan
{
    /// <summary>Covers a span; every place of it is taken exactly once, in order.</summary>
    /// <param name="first">The first place.</param>
    /// <param name="last">The last one.</param>
    /// <param name="level">The longest buckets that are asked for; null for none.</param>
    /// <param name="within">The buckets of a level that lie within a span, in order.</param>
    /// <param name="take">Takes a bucket.</param>
    /// <param name="takeEntries">Takes the entries of a span, which no bucket covers: they came after the last one was written, lie at an edge, or their bucket is deleted or damaged.</param>
    public static void Cover(
        long first,
        long last,
        RollupLevel? level,
        Func<RollupLevel, long, long, IEnumerable<RollupRow>> within,
        Action<RollupRow> take,
        Action<long, long> takeEntries
    )
    {
        if (first > last)
        {
            return;
        }
        if (level is not { } longest)
        {
            takeEntries(first, last);
            return;
        }
        RollupLevel? shorter = longest == RollupLevel.Minute ? null : longest - 1;
        foreach (var row in within(longest, first, last))
        {
            if (row.First >= first && row.Last <= last && row.IsIntact)
            {
                Cover(first, row.First - 1, shorter, within, take, takeEntries);
                take(row);
                first = row.Last + 1;
            }
        }
        Cover(first, last, shorter, within, take, takeEntries);
    }
}
