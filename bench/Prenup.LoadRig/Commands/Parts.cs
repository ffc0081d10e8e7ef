namespace Prenup.LoadRig.Commands;

/// <summary>The parts of a comparison, as `--only` names them.</summary>
internal static class Parts
{
    public const string Whole = "whole";
    public const string Stream = "stream";

    /// <summary>Streams that the upstream sends as fast as the socket takes them.</summary>
    public const string Burst = "burst";
    public const string Latency = "latency";
    public const string Rate = "rate";
    public const string Held = "held";

    public static string[] All { get; } = [Whole, Stream, Burst, Latency, Rate, Held];
}
