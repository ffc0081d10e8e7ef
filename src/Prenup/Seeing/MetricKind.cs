namespace Prenup.Seeing;

/// <summary>What kind of values a metric has.</summary>
public enum MetricKind : byte
{
    /// <summary>Counts that only grow.</summary>
    Counter,

    /// <summary>Values that go up and down.</summary>
    Gauge,

    /// <summary>Counts of values in buckets.</summary>
    Histogram,
}
