using System.Text;
using System.Text.Json;
using Prenup.LoadRig.Measure;
using Prenup.LoadRig.Targets;

namespace Prenup.LoadRig.Report;

/// <summary>A comparison as one line of JSON. Keys of what was left out are missing.</summary>
internal static class ComparisonJson
{
    /// <summary>The line, without its end.</summary>
    public static string Write(Comparison comparison)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            Numbers(json, "cpuMicrosPerRequest", comparison.Whole, figures => figures.Micros.Median);
            Numbers(json, "cpuMicrosPerStream", comparison.Stream, figures => figures.Micros.Median);
            Added(json, comparison.Added);
            if (comparison.Streams is { } streams)
            {
                json.WriteNumber("streams", streams);
            }

            if (comparison.ResidentMegabytes.TryGetValue(Fleet.Prenup, out var resident))
            {
                Number(json, "residentMegabytes", resident);
            }

            Numbers(json, "residentMegabytesOf", comparison.ResidentMegabytes, value => value);
            Numbers(json, "highestRate", comparison.HighestRate, value => value);
            Ratios(json, "ratioPerRequest", comparison.Whole);
            Ratios(json, "ratioPerStream", comparison.Stream);
            Numbers(json, "cpuMicrosPerBurst", comparison.Burst, figures => figures.Micros.Median);
            Ratios(json, "ratioPerBurst", comparison.Burst);
            Numbers(json, "allocatedBytesPerRequest", comparison.Whole, figures => figures.AllocatedBytes);
            Numbers(json, "allocatedBytesPerStream", comparison.Stream, figures => figures.AllocatedBytes);
            json.WriteNumber("failures", comparison.Failures.Count);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Added(Utf8JsonWriter json, Dictionary<string, Quantiles> added)
    {
        json.WriteStartObject("addedMicros");
        foreach (var (name, quantiles) in added)
        {
            json.WriteStartObject(name);
            Number(json, "p50", quantiles.P50);
            Number(json, "p99", quantiles.P99);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Ratios(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, CpuFigures> all)
    {
        json.WriteStartObject(name);
        foreach (var (target, figures) in all)
        {
            if (figures.Ratio is { } ratio && target != Fleet.Yarp)
            {
                json.WriteStartObject(target);
                Number(json, "median", ratio.Median);
                Number(json, "low", ratio.Low);
                Number(json, "high", ratio.High);
                json.WriteEndObject();
            }
        }

        json.WriteEndObject();
    }

    private static void Numbers<T>(
        Utf8JsonWriter json,
        string name,
        IReadOnlyDictionary<string, T> all,
        Func<T, double?> number
    )
    {
        json.WriteStartObject(name);
        foreach (var (target, value) in all)
        {
            if (number(value) is { } found)
            {
                Number(json, target, found);
            }
        }

        json.WriteEndObject();
    }

    // A figure that could not be taken (no good slice) is left out: JSON knows no NaN.
    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, Math.Round(value, 3));
        }
    }
}
