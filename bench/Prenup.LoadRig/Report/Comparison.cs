using Prenup.LoadRig.Measure;
using Prenup.LoadRig.Targets;

namespace Prenup.LoadRig.Report;

/// <summary>Everything one comparison found; a part that did not run stays empty.</summary>
internal sealed class Comparison
{
    public IReadOnlyDictionary<string, CpuFigures> Whole { get; set; } = new Dictionary<string, CpuFigures>();

    public IReadOnlyDictionary<string, CpuFigures> Stream { get; set; } = new Dictionary<string, CpuFigures>();

    /// <summary>Streams without a pace.</summary>
    public IReadOnlyDictionary<string, CpuFigures> Burst { get; set; } = new Dictionary<string, CpuFigures>();

    /// <summary>Latency at the fixed rate over the direct one.</summary>
    public Dictionary<string, Quantiles> Added { get; } = [];

    /// <summary>The direct way's own latency.</summary>
    public Quantiles? Direct { get; set; }

    /// <summary>Requests a second with added p99 under 5 ms.</summary>
    public Dictionary<string, double> HighestRate { get; } = [];

    /// <summary>Tries at holding streams through Prenup, ascending.</summary>
    public List<HeldFigures> Held { get; } = [];

    public Dictionary<string, double> ResidentMegabytes { get; } = [];

    public LedgerCount? Ledger { get; set; }

    /// <summary>Targets left out, each with the reason.</summary>
    public Dictionary<string, string> Missing { get; } = [];

    /// <summary>What makes the run fail.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>The most streams that were held; null when none was tried.</summary>
    public int? Streams =>
        Held.Count == 0 ? null : Held.Where(figures => figures.Held).Max(figures => (int?)figures.Streams) ?? 0;
}
