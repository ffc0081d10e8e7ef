using Prenup.Gateway.Tallying.Series;

namespace Prenup.Seeing;

/// <summary>One value of a metric, or one histogram of it.</summary>
/// <param name="Labels">The values of the metric's labels, in their order.</param>
/// <param name="Value">The value; exact also for money. Not used where there is a histogram.</param>
/// <param name="Histogram">The histogram; null for a counter or a gauge.</param>
public readonly record struct Sample(IReadOnlyList<string> Labels, decimal Value, Histogram? Histogram)
{
    /// <summary>A value.</summary>
    public Sample(decimal value, params string[] labels)
        : this(labels, value, null) { }

    /// <summary>A histogram.</summary>
    public Sample(Histogram histogram, params string[] labels)
        : this(labels, 0, histogram) { }
}
