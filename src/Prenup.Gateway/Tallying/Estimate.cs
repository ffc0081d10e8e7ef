using Prenup.Core.Usage;
using Prenup.Dialects.Replies;

namespace Prenup.Gateway.Tallying;

/// <summary>A stated guess at usage that no cloud reported. An entry never shows it as a fact.</summary>
internal static class Estimate
{
    /// <summary>The method and its bound, as entries name it: a token is at least one byte of UTF-8.</summary>
    public const string Method = "utf8-bytes/4; at most one token a byte";

    /// <summary>Tokens of a request body and of the output seen so far.</summary>
    public static UsageVector Of(Ask ask, ReplyFacts facts)
    {
        var usage = default(UsageVector).With(Meter.TextIn, Tokens(ask.Body.Length));
        return facts.OutputBytes > 0 ? usage.With(Meter.TextOut, Tokens(facts.OutputBytes)) : usage;
    }

    private static long Tokens(long bytes) => (bytes + 3) / 4;
}
