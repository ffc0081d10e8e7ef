using Prenup.Core.Asking;
using Prenup.Core.Budgets;
using Prenup.Core.Offers;
using Prenup.Core.Ports;
using Prenup.Core.Usage;

namespace Prenup.Gateway.Permitting;

/// <summary>
/// A prompt counted by its model's vocabulary, a bound that is three or four times as tight as its bytes: for a request that
/// fits only so. The body is counted as it is, with its brackets and names, which outweigh what a cloud puts around messages and
/// tools; recorded replies of clouds hold that in the tests.
/// </summary>
internal static class PromptCount
{
    // 250 µs for two thousand characters: at most some 60 ms on a thread that others wait for.
    private const int MostBytes = 256 << 10;

    /// <summary>Whether the prompt is all text, of a size that is counted, and of a vocabulary that is known.</summary>
    public static bool MayHelp(LimitReached limit, Arrival arrival, Ask ask, Model model) =>
        limit.Kind is LimitKind.Money or LimitKind.Tokens
        && arrival.Operation == Operation.Generate
        && ask.Asked is { RefersBeyond: false }
        && ask.Body.Length <= MostBytes
        && Vocabulary(model) != Core.Usage.Vocabulary.Unknown;

    /// <summary>Whether what is left would hold the request without its prompt: else counting is in vain.</summary>
    public static bool MayHelp(LimitReached limit, Need least) =>
        limit.Left > (limit.Kind == LimitKind.Money ? least.Money?.Value ?? 0 : least.Tokens);

    /// <summary>The tokens that the prompt has at most.</summary>
    public static long Of(Ask ask, Model model, ITokenCounter counter) =>
        Math.Min(counter.Count(ask.Body.Span, Vocabulary(model)).AtMost, ask.Body.Length);

    // One for all its offers, or none.
    private static Vocabulary Vocabulary(Model model)
    {
        var first = model.Offers[0].Facts.Vocabulary;
        return model.Offers.All(offer => offer.Facts.Vocabulary == first) ? first : Core.Usage.Vocabulary.Unknown;
    }
}
