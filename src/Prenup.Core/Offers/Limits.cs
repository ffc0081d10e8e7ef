namespace Prenup.Core.Offers;

/// <summary>Sizes and counts that bound the gateway as a whole.</summary>
public sealed record Limits
{
    /// <summary>The defaults.</summary>
    public static Limits Default { get; } = new();

    /// <summary>A request body at most, in bytes. Default 64 MiB: OpenAI's own 50 MB for images, and room.</summary>
    public long RequestBytes { get; init; } = 64L << 20;

    /// <summary>Request bodies in memory at a time, in bytes. Default 1 GiB.</summary>
    public long InFlightBytes { get; init; } = 1L << 30;

    /// <summary>Exchanges at a time. Default 10 000.</summary>
    public int Exchanges { get; init; } = 10_000;

    /// <summary>Connections of clients at a time; one more is closed before a byte of it is read. Default 20 000: two to an exchange.</summary>
    public int Connections { get; init; } = 20_000;

    /// <summary>One event of a stream at most, in bytes. Default 16 MiB: a whole generated image fits.</summary>
    public int EventBytes { get; init; } = 16 << 20;

    /// <summary>Whole replies up to this many bytes are held, so that their cost is exact in a header. Default 1 MiB.</summary>
    public int HeldReplyBytes { get; init; } = 1 << 20;
}
