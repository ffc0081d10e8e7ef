namespace Prenup.LoadRig.Measure;

/// <summary>A median with its bootstrap 95 % interval.</summary>
internal readonly record struct Interval(double Median, double Low, double High)
{
    private const int Resamples = 4000;
    private const int Seed = 20260601; // the same slices give the same interval

    /// <summary>The median of some slices, and the middle 95 % of the medians of resampled ones.</summary>
    public static Interval Of(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
        {
            return new(double.NaN, double.NaN, double.NaN);
        }

        var random = new Random(Seed);
        var medians = new double[Resamples];
        var sample = new double[values.Count];
        for (var i = 0; i < Resamples; i++)
        {
            for (var j = 0; j < sample.Length; j++)
            {
                sample[j] = values[random.Next(values.Count)];
            }

            medians[i] = MedianOf(sample);
        }

        Array.Sort(medians);
        return new(MedianOf(values), medians[(int)(Resamples * 0.025)], medians[(int)(Resamples * 0.975)]);
    }

    /// <summary>The median; the mean of the middle two of an even number.</summary>
    public static double MedianOf(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public override string ToString() => FormattableString.Invariant($"{Median:f3} [{Low:f3} - {High:f3}]");
}
