namespace Prenup.Sandbox;

/// <summary>The speed of a simulated cloud.</summary>
/// <param name="TimeToFirstToken">Silence before the head of every successful reply.</param>
/// <param name="TokensPerSecond">Pace of generated tokens; <see cref="double.PositiveInfinity"/> is no pause at all.</param>
public sealed record SandboxLatency(TimeSpan TimeToFirstToken, double TokensPerSecond)
{
    /// <summary>No delay anywhere.</summary>
    public static SandboxLatency None { get; } = new(TimeSpan.Zero, double.PositiveInfinity);

    /// <summary>How long this many tokens take to generate.</summary>
    internal TimeSpan Generate(long tokens) =>
        tokens <= 0 || double.IsPositiveInfinity(TokensPerSecond)
            ? TimeSpan.Zero
            : TimeSpan.FromSeconds(tokens / TokensPerSecond);
}
