using Prenup.LoadRig.Load;
using Prenup.LoadRig.Targets;
using Prenup.LoadRig.Traffic;

namespace Prenup.LoadRig.Measure;

/// <summary>The highest rate at which a gateway adds less than 5 ms to the direct way's p99: doubling, then halving the gap.</summary>
internal static class RatePhase
{
    private const double AddedMicros = 5000;
    private const double LowestRate = 500;
    private const double HighestRate = 64_000;
    private const int Refinements = 4;
    private const int Connections = 128;
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(1.5);

    /// <summary>Requests a second; 0 when even 500 are too many.</summary>
    public static double Run(Target direct, Target gateway, Ask ask)
    {
        var (held, tooMuch) = (0d, LowestRate);
        while (tooMuch <= HighestRate && Holds(direct, gateway, ask, tooMuch))
        {
            (held, tooMuch) = (tooMuch, tooMuch * 2);
        }

        for (var i = 0; i < Refinements && held > 0 && tooMuch <= HighestRate; i++)
        {
            var middle = (held + tooMuch) / 2;
            (held, tooMuch) = Holds(direct, gateway, ask, middle) ? (middle, tooMuch) : (held, middle);
        }

        return held;
    }

    // The second try keeps one hiccup of the machine from ending the search.
    private static bool Holds(Target direct, Target gateway, Ask ask, double rate) =>
        HoldsOnce(direct, gateway, ask, rate) || HoldsOnce(direct, gateway, ask, rate);

    private static bool HoldsOnce(Target direct, Target gateway, Ask ask, double rate)
    {
        var straight = direct.Load(ask, lane => OpenLoop.Run(lane, Connections, rate, Probe));
        var through = gateway.Load(ask, lane => OpenLoop.Run(lane, Connections, rate, Probe));
        var alone = Quantiles.Of(straight.Latencies);
        var added = Quantiles.Of(through.Latencies).Over(alone);
        // Where the direct way itself is late, the rig is at its end and the difference says nothing.
        return through.Failed == 0 && alone.P99 < AddedMicros && added.P99 < AddedMicros;
    }
}
