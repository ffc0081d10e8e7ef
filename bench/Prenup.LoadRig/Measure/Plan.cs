namespace Prenup.LoadRig.Measure;

/// <summary>How long and how much a comparison runs.</summary>
internal sealed record Plan
{
    /// <summary>The whole warm-up before the slices of one kind, shared among the targets.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Slices per target and kind.</summary>
    public int Slices { get; init; } = 20;

    public TimeSpan Slice { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The time between two events of a stream.</summary>
    public TimeSpan StreamPace { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>Connections of every load.</summary>
    public int Connections { get; init; } = 32;

    /// <summary>Requests a second where latency is measured, and for Portkey, which holds fewer.</summary>
    public double Rate { get; init; } = 1000;

    public double PortkeyRate { get; init; } = 100;

    /// <summary>Slices per target at the fixed rate.</summary>
    public int LatencySlices { get; init; } = 10;

    public TimeSpan LatencySlice { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether the parts that a short form can do without are measured too: bursts and the highest rate.</summary>
    public bool Thorough { get; init; } = true;

    /// <summary>Numbers of streams to hold, ascending, and for how long each.</summary>
    public IReadOnlyList<int> Held { get; init; } = [512, 1024];

    public TimeSpan HeldTime { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>The short form: a smoke test with a coarse figure, under 50 seconds in all.</summary>
    public static Plan Quick { get; } =
        new()
        {
            WarmUp = TimeSpan.FromSeconds(4),
            Slices = 8,
            Slice = TimeSpan.FromSeconds(0.25),
            LatencySlices = 3,
            LatencySlice = TimeSpan.FromSeconds(0.3),
            Thorough = false,
            Held = [512],
            HeldTime = TimeSpan.FromSeconds(2),
        };
}
