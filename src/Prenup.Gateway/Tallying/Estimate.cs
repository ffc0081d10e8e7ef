using Prenup.Core.Ledger;
using Prenup.Core.Usage;
using Prenup.Dialects.Replies;

namespace Prenup.Gateway.Tallying;

/// <summary>A stated guess at usage that no cloud reported. An entry never shows it as a fact.</summary>
internal static class Estimate
{
    private const string Whole = "utf8-bytes/4; at most one token a byte";
    private const string Seen = Whole + " seen, and output not seen up to its cap";

    /// <summary>The method and its bound, as entries name them: a token is at least one byte of UTF-8.</summary>
    public static string Method(Outcome outcome) => outcome == Outcome.Completed ? Whole : Seen;

    /// <summary>Tokens of a request body and of the output seen so far; null where no reply was read.</summary>
    public static UsageVector Of(Ask ask, ReplyFacts? facts)
    {
        var usage = default(UsageVector).With(Meter.TextIn, Tokens(ask.Body.Length));
        return facts is { OutputBytes: > 0 } seen ? usage.With(Meter.TextOut, Tokens(seen.OutputBytes)) : usage;
    }

    private static long Tokens(long bytes) => (bytes + 3) / 4;
}
