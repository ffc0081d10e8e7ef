using Prenup.LoadRig.Targets;

namespace Prenup.LoadRig.Measure;

/// <summary>
/// Charges a process with all processor time from the start of one of its slices to the start of its next one: what it puts
/// off (database writes, garbage collection) is paid by the requests that caused it.
/// </summary>
internal sealed class CpuCharge(Target target)
{
    private double began;
    private long exchanges;

    /// <summary>Microseconds per exchange, one figure a slice.</summary>
    public List<double> PerExchange { get; } = [];

    public Target Target => target;

    /// <summary>Exchanges over all slices.</summary>
    public long Exchanges { get; private set; }

    /// <summary>Ends the slice before, if any, and starts one.</summary>
    public void Open()
    {
        Close();
        began = target.CpuMicros;
    }

    /// <summary>Counts the exchanges of the open slice.</summary>
    public void Count(long number)
    {
        exchanges = number;
        Exchanges += number;
    }

    /// <summary>Ends the open slice.</summary>
    public void Close()
    {
        if (exchanges > 0)
        {
            PerExchange.Add((target.CpuMicros - began) / exchanges);
        }

        exchanges = 0;
    }
}
