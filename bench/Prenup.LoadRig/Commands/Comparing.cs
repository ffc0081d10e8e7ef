using System.Diagnostics;
using Prenup.LoadRig.Measure;
using Prenup.LoadRig.Report;
using Prenup.LoadRig.Targets;
using Prenup.LoadRig.Traffic;

namespace Prenup.LoadRig.Commands;

/// <summary>One comparison from start to report.</summary>
internal sealed class Comparing(Plan plan, IReadOnlyCollection<string> parts, bool portkey)
{
    private const int StreamEvents = 100;

    private readonly Ask whole = Ask.Whole();
    private readonly Ask stream = Ask.Stream("stream", StreamEvents, plan.StreamPace);
    private readonly Ask burst = Ask.Stream("burst", StreamEvents, TimeSpan.Zero);
    private readonly Ask held = HeldPhase.Ask("held", plan.HeldTime);
    private readonly Comparison result = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();

    /// <summary>Runs the parts in order; words about the progress go to standard error.</summary>
    public Comparison Run()
    {
        string[] wanted =
        [
            Fleet.Yarp,
            Fleet.Control,
            Fleet.Prenup,
            .. portkey ? [Fleet.Portkey] : Array.Empty<string>(),
        ];
        using var fleet = Fleet.Start(wanted, [whole, stream, burst, held]);
        Part(Parts.Whole, () => result.Whole = CpuPhase.Run(fleet, whole, plan, TimeSpan.Zero, result.Failures.Add));
        Part(Parts.Stream, () => result.Stream = CpuPhase.Run(fleet, stream, plan, StreamSpread, result.Failures.Add));
        Part(Parts.Burst, () => result.Burst = CpuPhase.Run(fleet, burst, plan, TimeSpan.Zero, result.Failures.Add));
        Part(Parts.Latency, () => Latency(fleet));
        Part(Parts.Rate, () => Rate(fleet));
        Part(Parts.Held, () => Hold(fleet));
        Finish(fleet);
        return result;
    }

    private TimeSpan StreamSpread => StreamEvents * plan.StreamPace;

    private void Part(string name, Action run)
    {
        if (parts.Contains(name))
        {
            Console.Error.WriteLine($"{clock.Elapsed.TotalSeconds:f0} s: measuring {name}");
            run();
        }
    }

    private void Latency(Fleet fleet)
    {
        var fast = fleet.Targets.Where(target => target.Name != Fleet.Portkey).ToList();
        var figures = LatencyPhase.Run(fast, whole, plan.Rate, plan, result.Failures.Add);
        result.Direct = figures[Fleet.Direct];
        Add(figures);
        if (fleet.Find(Fleet.Portkey) is { } slow && fleet.Find(Fleet.Direct) is { } direct)
        {
            Add(LatencyPhase.Run([direct, slow], whole, plan.PortkeyRate, plan, result.Failures.Add));
        }
    }

    private void Add(IReadOnlyDictionary<string, Quantiles> figures)
    {
        foreach (var (name, quantiles) in figures.Where(pair => pair.Key != Fleet.Direct))
        {
            result.Added[name] = quantiles.Over(figures[Fleet.Direct]);
        }
    }

    private void Rate(Fleet fleet)
    {
        foreach (var name in (string[])[Fleet.Yarp, Fleet.Prenup])
        {
            if (fleet.Find(name) is { } gateway && fleet.Find(Fleet.Direct) is { } direct)
            {
                result.HighestRate[name] = RatePhase.Run(direct, gateway, whole);
            }
        }
    }

    private void Hold(Fleet fleet)
    {
        if (fleet.Find(Fleet.Prenup) is { } prenup)
        {
            foreach (var streams in plan.Held)
            {
                result.Held.Add(HeldPhase.Run(prenup, held, streams));
            }
        }
    }

    private void Finish(Fleet fleet)
    {
        foreach (var target in fleet.Gateways)
        {
            result.ResidentMegabytes[target.Name] = target.Process!.ResidentMegabytes;
        }

        result.Ledger = fleet.CountLedger();
        if (result.Ledger is { Entries: { } entries, Equal: false } ledger)
        {
            result.Failures.Add($"prenup: {entries} entries in the ledger for {ledger.Sent} exchanges");
        }

        foreach (var (name, reason) in fleet.Missing)
        {
            result.Missing[name] = reason;
        }

        if (fleet.Find(Fleet.Prenup) is not null && RuntimeSettings.Differences() is { Count: > 0 } unlike)
        {
            result.Missing["like runtime settings"] = "Prenup and YARP differ in " + string.Join(", ", unlike);
        }

        if (
            fleet.Missing.Keys.FirstOrDefault(name => name.StartsWith(Fleet.Prenup, StringComparison.Ordinal)) is
            { } prenup
        )
        {
            result.Failures.Add($"{prenup} was not measured: {fleet.Missing[prenup]}");
        }
    }
}
