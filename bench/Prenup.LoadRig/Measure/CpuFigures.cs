using Prenup.LoadRig.Targets;

namespace Prenup.LoadRig.Measure;

/// <summary>What one kind of exchange costs one process.</summary>
/// <param name="Micros">Processor microseconds per exchange.</param>
/// <param name="Ratio">The same over YARP's in the same round; null where YARP did not run.</param>
/// <param name="AllocatedBytes">Managed bytes allocated per exchange; null where that cannot be asked.</param>
internal sealed record CpuFigures(Interval Micros, Interval? Ratio, double? AllocatedBytes)
{
    /// <summary>The figures of one process among those that were measured in the same rounds.</summary>
    public static CpuFigures Of(CpuCharge charge, IEnumerable<CpuCharge> all, long? allocatedBefore)
    {
        var yarp = all.FirstOrDefault(other => other.Target.Name == Fleet.Yarp);
        Interval? ratio = yarp is null
            ? null
            : Interval.Of([.. charge.PerExchange.Zip(yarp.PerExchange, (own, its) => own / its)]);
        var allocated = (charge.Target.AllocatedBytes - allocatedBefore) / (double)Math.Max(1, charge.Exchanges);
        return new(Interval.Of(charge.PerExchange), ratio, allocated);
    }
}
