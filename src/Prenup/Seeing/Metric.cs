namespace Prenup.Seeing;

/// <summary>One metric: what it is called, what it means and how its values are read. <c>docs/metrics.md</c> has a row for each.</summary>
/// <param name="Kind">What kind of values it has.</param>
/// <param name="Name">Its name in Prometheus, unit and <c>_total</c> included.</param>
/// <param name="Help">What it means, in one line.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Read">Reads its values as they are now.</param>
public sealed record Metric(
    MetricKind Kind,
    string Name,
    string Help,
    IReadOnlyList<string> Labels,
    Func<IEnumerable<Sample>> Read
)
{
    /// <summary>A counter: it only grows while the process lives.</summary>
    public static Metric Counter(string name, string help, string labels, Func<IEnumerable<Sample>> read) =>
        new(MetricKind.Counter, name, help, Split(labels), read);

    /// <summary>A gauge of one value.</summary>
    public static Metric Gauge(string name, string help, Func<decimal> read) =>
        new(MetricKind.Gauge, name, help, [], () => [new Sample(read())]);

    /// <summary>A gauge.</summary>
    public static Metric Gauge(string name, string help, string labels, Func<IEnumerable<Sample>> read) =>
        new(MetricKind.Gauge, name, help, Split(labels), read);

    /// <summary>A counter of one value.</summary>
    public static Metric Counter(string name, string help, Func<decimal> read) =>
        new(MetricKind.Counter, name, help, [], () => [new Sample(read())]);

    /// <summary>A histogram.</summary>
    public static Metric Histogram(string name, string help, string labels, Func<IEnumerable<Sample>> read) =>
        new(MetricKind.Histogram, name, help, Split(labels), read);

    private static string[] Split(string labels) => labels.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
