using System.Diagnostics;
using Prenup.LoadRig.Load;
using Prenup.LoadRig.Targets;
using Prenup.LoadRig.Traffic;
using Prenup.LoadRig.Wire;

namespace Prenup.LoadRig.Measure;

/// <summary>A steady load over minutes, with the memory of the process sampled every second.</summary>
internal static class SoakPhase
{
    /// <summary>Runs the load on one gateway; each minute's end is told.</summary>
    public static (Tally Tally, MemorySeries Memory) Run(
        Target target,
        Ask ask,
        double rate,
        TimeSpan time,
        int connections,
        Action<string> tell
    )
    {
        var memory = new MemorySeries(target.Process!.Id);
        var began = Stopwatch.GetTimestamp();
        using var stop = new CancellationTokenSource();
        var sampler = Threads.Start(() =>
        {
            for (var second = 1; !stop.IsCancellationRequested; second++)
            {
                Posix.SleepUntil(began + (second * Stopwatch.Frequency));
                memory.Sample(TimeSpan.FromSeconds(second));
                if (second % 60 == 0)
                {
                    tell(FormattableString.Invariant($"minute {second / 60}: {memory.Resident:f1} MB"));
                }
            }
        });
        var tally = target.Load(ask, lane => OpenLoop.Run(lane, connections, rate, time));
        stop.Cancel();
        sampler.Join();
        return (tally, memory);
    }
}
