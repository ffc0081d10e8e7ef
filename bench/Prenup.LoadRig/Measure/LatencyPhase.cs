using System.Diagnostics;
using Prenup.LoadRig.Load;
using Prenup.LoadRig.Targets;
using Prenup.LoadRig.Traffic;

namespace Prenup.LoadRig.Measure;

/// <summary>Latency at a fixed rate, open loop, in interleaved slices.</summary>
internal static class LatencyPhase
{
    /// <summary>The quantiles of every target, over all its slices.</summary>
    public static IReadOnlyDictionary<string, Quantiles> Run(
        IReadOnlyList<Target> targets,
        Ask ask,
        double rate,
        Plan plan,
        Action<string> failed
    )
    {
        foreach (var target in targets)
        {
            target.Load(ask, lane => OpenLoop.Run(lane, plan.Connections, rate, plan.LatencySlice)); // warm-up
        }

        var all = targets.ToDictionary(target => target, _ => new Tally());
        for (var round = 0; round < plan.LatencySlices; round++)
        {
            foreach (var target in Rotation.Of(targets, round))
            {
                var tally = target.Load(ask, lane => OpenLoop.Run(lane, plan.Connections, rate, plan.LatencySlice));
                all[target].Add(tally);
                if (tally.Failed > 0)
                {
                    failed($"{target.Name}, {ask.Name} at {rate} a second: {tally}");
                }
            }
        }

        return all.ToDictionary(pair => pair.Key.Name, pair => Quantiles.Of(pair.Value.Latencies));
    }
}

/// <summary>Latencies in microseconds from the scheduled instant.</summary>
internal readonly record struct Quantiles(double P50, double P99)
{
    public static Quantiles Of(IEnumerable<long> ticks)
    {
        var sorted = ticks.Order().ToArray();
        return sorted.Length == 0
            ? new(double.NaN, double.NaN)
            : new(Micros(sorted[sorted.Length / 2]), Micros(sorted[(int)(sorted.Length * 0.99)]));
    }

    /// <summary>What this way adds to another.</summary>
    public Quantiles Over(Quantiles direct) => new(P50 - direct.P50, P99 - direct.P99);

    private static double Micros(long ticks) => ticks * 1e6 / Stopwatch.Frequency;
}
