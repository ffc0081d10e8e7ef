using Prenup.Core.Ports;

namespace Prenup.Core.Usage;

/// <summary>Counts by size alone, where no vocabulary is known: four bytes of UTF-8 to a token are usual, and no token has less than one.</summary>
public sealed class ByteCounter : ITokenCounter
{
    /// <summary>How it counts, as entries name it.</summary>
    public const string Method = "utf8-bytes/4";

    /// <summary>The one instance.</summary>
    public static ByteCounter Instance { get; } = new();

    /// <summary>The tokens of so many bytes.</summary>
    public static TokenCount Count(long bytes) => new((bytes + 3) / 4, bytes, Method);

    /// <inheritdoc/>
    public TokenCount Count(ReadOnlySpan<byte> text, Vocabulary vocabulary) => Count(text.Length);
}
