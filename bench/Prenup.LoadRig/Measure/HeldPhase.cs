using System.Diagnostics;
using Prenup.LoadRig.Load;
using Prenup.LoadRig.Targets;
using Prenup.LoadRig.Traffic;

namespace Prenup.LoadRig.Measure;

/// <summary>Many slow streams at once, 20 events a second each.</summary>
internal static class HeldPhase
{
    /// <summary>The longest wait between two pieces of a stream that still counts as held.</summary>
    public const double LongestMilliseconds = 200;

    /// <summary>One event every 50 ms.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan Start = TimeSpan.FromSeconds(1);

    /// <summary>The kind of request that streams for that long.</summary>
    public static Ask Ask(string name, TimeSpan time) => Traffic.Ask.Stream(name, (int)(time / Pace), Pace);

    /// <summary>Holds that many streams, each for the length of one reply; they start spread over a second.</summary>
    public static HeldFigures Run(Target target, Ask ask, int streams)
    {
        var tally = target.Load(ask, lane => ClosedLoop.Once(lane, streams, Start));
        return new(streams, tally.LongestGap * 1000d / Stopwatch.Frequency, tally);
    }
}

/// <summary>What came of holding streams.</summary>
/// <param name="Streams">How many at once.</param>
/// <param name="LongestMilliseconds">The longest wait between two pieces of one stream.</param>
/// <param name="Tally">How the streams ended.</param>
internal sealed record HeldFigures(int Streams, double LongestMilliseconds, Tally Tally)
{
    /// <summary>True when every stream ended well and none stood still for long.</summary>
    public bool Held => Tally.Failed == 0 && LongestMilliseconds <= HeldPhase.LongestMilliseconds;
}
