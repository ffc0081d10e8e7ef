using System.Globalization;
using Prenup.LoadRig.Measure;
using Prenup.LoadRig.Targets;

namespace Prenup.LoadRig.Report;

/// <summary>A comparison for people.</summary>
internal static class ComparisonTable
{
    private const int StreamEvents = 100;

    public static void Write(TextWriter to, Comparison comparison)
    {
        Cpu(to, "whole, 2 KiB up and down", comparison.Whole, 0);
        Cpu(to, $"stream, {StreamEvents} events of 180 bytes", comparison.Stream, StreamEvents);
        Cpu(to, $"burst, the same {StreamEvents} events without a pace", comparison.Burst, StreamEvents);
        Latency(to, comparison);
        foreach (var (name, rate) in comparison.HighestRate)
        {
            Line.Write(to, $"highest rate with added p99 under 5 ms: {name, -14} {rate:f0} requests/s");
        }

        foreach (var held in comparison.Held)
        {
            var word = held.Held ? "held" : "NOT held";
            Line.Write(
                to,
                $"streams {word}: {held.Streams}, longest wait {held.LongestMilliseconds:f0} ms ({held.Tally})"
            );
        }

        foreach (var (name, megabytes) in comparison.ResidentMegabytes)
        {
            Line.Write(to, $"resident: {name, -14} {megabytes:f0} MB");
        }

        LedgerLine.Write(to, comparison.Ledger);
        foreach (var (name, reason) in comparison.Missing)
        {
            Line.Write(to, $"LEFT OUT: {name}: {reason}");
        }

        foreach (var failure in comparison.Failures)
        {
            Line.Write(to, $"FAILED: {failure}");
        }
    }

    private static void Cpu(TextWriter to, string title, IReadOnlyDictionary<string, CpuFigures> all, int events)
    {
        if (all.Count == 0)
        {
            return;
        }

        Line.Write(
            to,
            $"{title}: processor microseconds each, ratio to YARP's in the same round, [95 % interval of the median]"
        );
        foreach (var (name, figures) in all)
        {
            var micros = figures.Micros;
            var ratio = figures.Ratio is { } found && name != Fleet.Yarp ? found.ToString() : "";
            var bytes = figures.AllocatedBytes is { } allocated
                ? string.Create(CultureInfo.InvariantCulture, $"{allocated:f0} bytes allocated")
                : "allocation not known";
            var perEvent =
                events > 0 && figures.AllocatedBytes is { } all2
                    ? string.Create(CultureInfo.InvariantCulture, $", {all2 / events:f0} per event")
                    : "";
            Line.Write(
                to,
                $"  {name, -14} {micros.Median, 8:f1} [{micros.Low:f1} - {micros.High:f1}]  {ratio, -24} {bytes}{perEvent}"
            );
        }
    }

    private static void Latency(TextWriter to, Comparison comparison)
    {
        if (comparison.Direct is { } direct)
        {
            Line.Write(to, $"latency at a fixed rate, direct: p50 {direct.P50:f0} us, p99 {direct.P99:f0} us");
        }

        foreach (var (name, added) in comparison.Added)
        {
            Line.Write(to, $"  {name, -14} adds p50 {added.P50:f0} us, p99 {added.P99:f0} us");
        }
    }
}
