namespace Prenup.LoadRig.Measure;

/// <summary>How long and how much a comparison runs.</summary>
internal sealed record Plan
{
    /// <summary>
    /// The whole warm-up before the slices of one kind. It goes round among the targets like the slices: tiered compilation
    /// waits for a pause, so a target under load without one would be compiled within its slices.
    /// </summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The same before the slices of streams, whose code is compiled by then.</summary>
    public TimeSpan StreamWarmUp { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a target is warmed at a time.</summary>
    public TimeSpan WarmUpTurn { get; init; } = TimeSpan.FromSeconds(1);

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
            WarmUp = TimeSpan.FromSeconds(14), // less would measure the compiler
            StreamWarmUp = TimeSpan.FromSeconds(2),
            WarmUpTurn = TimeSpan.FromSeconds(0.6),
            Slices = 8,
            Slice = TimeSpan.FromSeconds(0.25),
            LatencySlices = 3,
            LatencySlice = TimeSpan.FromSeconds(0.3),
            Thorough = false,
            Held = [512],
            HeldTime = TimeSpan.FromSeconds(2),
        };
}
