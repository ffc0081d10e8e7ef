using Prenup.Core.Usage;

namespace Prenup.Core.Ports;

/// <summary>
/// Counts the tokens of a text without asking its model: for what has to be estimated, and where a bound by bytes is too wide.
/// Never for a reply that reports its usage: a vocabulary takes a quarter of a millisecond for two thousand characters.
/// </summary>
public interface ITokenCounter
{
    /// <summary>The tokens of a text in UTF-8, by a vocabulary; by its bytes where that is <see cref="Vocabulary.Unknown"/>. Thread-safe.</summary>
    TokenCount Count(ReadOnlySpan<byte> text, Vocabulary vocabulary);
}
