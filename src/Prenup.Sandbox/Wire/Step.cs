namespace Prenup.Sandbox.Wire;

/// <summary>One thing a cloud does while it answers. A reply is a list of steps, and a fault is an edit of that list.</summary>
internal abstract record Step
{
    /// <summary>Status line and headers go out.</summary>
    public sealed record Head : Step;

    /// <summary>Bytes of the body go out and are flushed.</summary>
    /// <param name="Bytes">The bytes: one event of a stream, or a piece of a body.</param>
    /// <param name="Part">What they are for.</param>
    /// <param name="Generated">Output tokens generated when these bytes leave, since the beginning of the answer.</param>
    public sealed record Send(ReadOnlyMemory<byte> Bytes, Part Part, long Generated = 0) : Step;

    /// <summary>Silence.</summary>
    public sealed record Wait(TimeSpan Time) : Step;

    /// <summary>The same byte over and over, without a line end.</summary>
    public sealed record Flood(long Bytes) : Step;

    /// <summary>Silence until the client goes away.</summary>
    public sealed record Hang : Step;

    /// <summary>The connection is reset (RST).</summary>
    public sealed record Reset : Step;

    /// <summary>The connection is closed (FIN) with the body unfinished.</summary>
    public sealed record Fin : Step;
}
