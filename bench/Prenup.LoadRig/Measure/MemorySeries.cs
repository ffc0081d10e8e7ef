using System.Globalization;

namespace Prenup.LoadRig.Measure;

/// <summary>A process's memory over time, in megabytes: everything resident, and the anonymous part of it without mapped files.</summary>
internal sealed class MemorySeries(int process)
{
    private readonly List<(double Minute, double Resident, double Anonymous)> samples = [];

    /// <summary>The resident memory of the last sample.</summary>
    public double Resident => samples[^1].Resident;

    /// <summary>Takes a sample at a time since the start.</summary>
    public void Sample(TimeSpan at)
    {
        var (resident, anonymous) = (0d, 0d);
        foreach (var line in File.ReadLines($"/proc/{process}/status"))
        {
            resident = Kilobytes(line, "VmRSS:") ?? resident;
            anonymous = Kilobytes(line, "RssAnon:") ?? anonymous;
        }

        samples.Add((at.TotalMinutes, resident / 1000, anonymous / 1000));
    }

    /// <summary>Growth of the resident memory from a minute on, by least squares, in megabytes a minute.</summary>
    public double ResidentSlope(double fromMinute) => Slope(fromMinute, sample => sample.Resident);

    /// <summary>The same of the anonymous memory.</summary>
    public double AnonymousSlope(double fromMinute) => Slope(fromMinute, sample => sample.Anonymous);

    private double Slope(double fromMinute, Func<(double Minute, double Resident, double Anonymous), double> value)
    {
        var points = samples.Where(sample => sample.Minute >= fromMinute).ToList();
        if (points.Count < 2)
        {
            return double.NaN;
        }

        var (meanX, meanY) = (points.Average(point => point.Minute), points.Average(value));
        var covariance = points.Sum(point => (point.Minute - meanX) * (value(point) - meanY));
        return covariance / points.Sum(point => Math.Pow(point.Minute - meanX, 2));
    }

    private static double? Kilobytes(string line, string name) =>
        line.StartsWith(name, StringComparison.Ordinal)
            ? double.Parse(line.AsSpan(name.Length, line.Length - name.Length - 2), CultureInfo.InvariantCulture)
                * 1.024
            : null;
}
