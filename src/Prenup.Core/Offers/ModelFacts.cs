using Prenup.Core.Usage;

namespace Prenup.Core.Offers;

/// <summary>What is known of the model behind an offer, whoever sells it.</summary>
/// <param name="Vocabulary">The vocabulary that its tokens are of.</param>
/// <param name="InputTokens">The most input tokens that it takes; null where no source names it.</param>
/// <param name="OutputTokens">The most output tokens of one answer, reasoning included; null where no source names it.</param>
public sealed record ModelFacts(Vocabulary Vocabulary, long? InputTokens, long? OutputTokens)
{
    /// <summary>Of a model that nothing is known of.</summary>
    public static ModelFacts Unknown { get; } = new(Vocabulary.Unknown, null, null);
}
