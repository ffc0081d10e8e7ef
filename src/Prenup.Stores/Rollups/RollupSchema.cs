namespace Prenup.Stores.Rollups;

/// <summary>The tables of the rollups in a month's file. All is derived from the month's entries.</summary>
/// <remarks>
/// A row is a bucket: the entries from <c>first</c> to <c>last</c>, by their places in the month, packed cell by cell.
/// Entries lie in the order of their times, so a span of time is a span of places.
/// </remarks>
internal static class RollupSchema
{
    /// <summary>Makes the tables.</summary>
    public static string Tables { get; } =
        string.Join(
            "; ",
            RollupLevels
                .All.Select(static level =>
                    $"""
                        CREATE TABLE {level.Table()} (
                            first INTEGER PRIMARY KEY, last INTEGER NOT NULL, bucket INTEGER NOT NULL, totals BLOB NOT NULL,
                            cells BLOB NOT NULL, tagged BLOB)
                        """
                )
                .Append("CREATE TABLE tag_sets (id INTEGER PRIMARY KEY, tags TEXT NOT NULL)")
        );

    /// <summary>Empties the tables.</summary>
    public static string Clear { get; } =
        string.Concat(RollupLevels.All.Select(static level => $"DELETE FROM {level.Table()}; "))
        + "DELETE FROM tag_sets;";
}
