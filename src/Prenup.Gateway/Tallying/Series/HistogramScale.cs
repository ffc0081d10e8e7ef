namespace Prenup.Gateway.Tallying.Series;

/// <summary>The unit of a histogram's steps, and the upper bounds of its buckets, so that they are decided and not inherited.</summary>
/// <param name="Unit">What one step is in the base unit: 0.000001 for microseconds of a metric in seconds.</param>
/// <param name="Bounds">Upper bounds in steps, ascending, each included.</param>
public sealed record HistogramScale(decimal Unit, IReadOnlyList<long> Bounds)
{
    private const decimal Microsecond = 0.000001m;

    /// <summary>What the gateway itself takes: 50 µs to 1 s, in seconds.</summary>
    public static HistogramScale Overhead { get; } =
        new(Microsecond, [50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 50_000, 250_000, 1_000_000]);

    /// <summary>Until the first content: 50 ms to 2 min, in seconds.</summary>
    public static HistogramScale FirstContent { get; } =
        new(Microsecond, Milliseconds(50, 100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 60_000, 120_000));

    /// <summary>Until the end: 50 ms to 10 min, in seconds.</summary>
    public static HistogramScale Duration { get; } =
        new(
            Microsecond,
            Milliseconds(
                50,
                100,
                250,
                500,
                1_000,
                2_500,
                5_000,
                10_000,
                20_000,
                30_000,
                60_000,
                120_000,
                300_000,
                600_000
            )
        );

    /// <summary>How fast a stream's output comes: 1 to 1 000 tokens a second.</summary>
    public static HistogramScale TokensPerSecond { get; } =
        new(1, [1, 5, 10, 20, 30, 50, 75, 100, 150, 250, 500, 1_000]);

    private static long[] Milliseconds(params ReadOnlySpan<long> bounds)
    {
        var steps = bounds.ToArray();
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] *= 1_000;
        }
        return steps;
    }
}
