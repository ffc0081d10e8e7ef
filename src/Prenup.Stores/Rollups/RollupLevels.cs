using System.Globalization;

namespace Prenup.Stores.Rollups;

/// <summary>What the levels are called, and which bucket a time lies in.</summary>
internal static class RollupLevels
{
    private const long LastSecond = 253_402_300_799; // of the year 9999
    private static readonly string[] Names = ["minute", "hour", "day"];
    private static readonly long[] Seconds = [60, 3600, 86_400];

    /// <summary>All levels, finest first.</summary>
    public static IReadOnlyList<RollupLevel> All { get; } = Enum.GetValues<RollupLevel>();

    /// <summary>The level's name: <c>hour</c>.</summary>
    public static string Name(this RollupLevel level) => Names[(int)level];

    /// <summary>The level's table in a month's file: <c>rollup_hour</c>.</summary>
    public static string Table(this RollupLevel level) => "rollup_" + level.Name();

    /// <summary>The bucket of a time: its first second, since 1970.</summary>
    /// <param name="level">The level.</param>
    /// <param name="micros">The time, in microseconds since 1970.</param>
    public static long Bucket(this RollupLevel level, long micros)
    {
        var length = Seconds[(int)level];
        return micros / 1_000_000 / length * length;
    }

    /// <summary>A bucket for people: <c>2026-11-30</c>, <c>2026-11-30T14:00Z</c>; its number where that is no time.</summary>
    public static string Text(this RollupLevel level, long bucket) =>
        bucket is < 0 or > LastSecond
            ? bucket.ToString(CultureInfo.InvariantCulture)
            : DateTimeOffset
                .FromUnixTimeSeconds(bucket)
                .ToString(
                    level == RollupLevel.Day ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm'Z'",
                    CultureInfo.InvariantCulture
                );
}
