namespace Prenup.Gateway.Tallying.Series;

/// <summary>How many values fell between which bounds, and their sum; recorded without a lock or an allocation.</summary>
/// <param name="scale">Unit and bounds.</param>
public sealed class Histogram(HistogramScale scale)
{
    private readonly long[] _counts = new long[scale.Bounds.Count + 1];
    private long _sum;

    /// <summary>Unit and bounds.</summary>
    public HistogramScale Scale { get; } = scale;

    /// <summary>The sum of all values, in the scale's base unit.</summary>
    public decimal Sum => Interlocked.Read(ref _sum) * Scale.Unit;

    /// <summary>Records a value in the scale's steps; below 0 counts as 0.</summary>
    public void Record(long steps)
    {
        var value = Math.Max(steps, 0);
        var bucket = 0;
        while (bucket < Scale.Bounds.Count && value > Scale.Bounds[bucket])
        {
            bucket++;
        }
        Interlocked.Increment(ref _counts[bucket]);
        Interlocked.Add(ref _sum, value);
    }

    /// <summary>Records a duration; the scale's steps are microseconds.</summary>
    public void Record(TimeSpan duration) => Record(duration.Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>How many values are at or below each bound, the last one being all.</summary>
    public long[] Cumulative()
    {
        var cumulative = new long[_counts.Length];
        long total = 0;
        for (var bucket = 0; bucket < cumulative.Length; bucket++)
        {
            cumulative[bucket] = total += Interlocked.Read(ref _counts[bucket]);
        }
        return cumulative;
    }
}
