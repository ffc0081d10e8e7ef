using Prenup.LoadRig.Load;
using Prenup.LoadRig.Targets;
using Prenup.LoadRig.Traffic;

namespace Prenup.LoadRig.Measure;

/// <summary>Processor time per exchange: warm-up, then interleaved slices of a closed loop.</summary>
internal static class CpuPhase
{
    // Deferred work of the last slices: longer than any target's write delay.
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(0.6);

    /// <summary>Runs one kind of request over all gateways.</summary>
    /// <param name="fleet">The targets.</param>
    /// <param name="ask">The kind of request.</param>
    /// <param name="plan">How long.</param>
    /// <param name="spread">How far apart the connections start, as the closed loop says.</param>
    /// <param name="failed">Told of every slice that failed.</param>
    public static IReadOnlyDictionary<string, CpuFigures> Run(
        Fleet fleet,
        Ask ask,
        Plan plan,
        TimeSpan spread,
        Action<string> failed
    )
    {
        var charges = fleet.Gateways.Select(target => new CpuCharge(target)).ToList();
        WarmUp(charges, ask, plan, spread);

        var allocated = charges.ToDictionary(charge => charge.Target.Name, charge => charge.Target.AllocatedBytes);
        for (var round = 0; round < plan.Slices; round++)
        {
            foreach (var charge in Rotation.Of(charges, round))
            {
                charge.Open();
                var tally = charge.Target.Load(ask, lane => ClosedLoop.Run(lane, plan.Connections, plan.Slice, spread));
                charge.Count(tally.All);
                if (tally.Failed > 0)
                {
                    failed($"{charge.Target.Name}, {ask.Name}, slice {round + 1}: {tally}");
                }
            }
        }

        Thread.Sleep(Settle);
        charges.ForEach(charge => charge.Close());
        return charges.ToDictionary(
            charge => charge.Target.Name,
            charge => CpuFigures.Of(charge, charges, allocated[charge.Target.Name])
        );
    }

    private static void WarmUp(List<CpuCharge> charges, Ask ask, Plan plan, TimeSpan spread)
    {
        var left = ask.Name == "whole" ? plan.WarmUp : plan.StreamWarmUp;
        while (left > TimeSpan.Zero)
        {
            foreach (var charge in charges)
            {
                charge.Target.Load(ask, lane => ClosedLoop.Run(lane, plan.Connections, plan.WarmUpTurn, spread));
                left -= plan.WarmUpTurn;
            }
        }
    }
}
