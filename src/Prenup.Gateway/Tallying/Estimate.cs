using Prenup.Core.Asking;
using Prenup.Core.Usage;

namespace Prenup.Gateway.Tallying;

/// <summary>A stated guess at usage that no cloud reported. An entry never shows it as a fact.</summary>
internal static class Estimate
{
    /// <summary>The method and its bound, as entries name it: a token is at least one byte of UTF-8.</summary>
    public const string Method = "utf8-bytes/4; at most one token a byte";

    /// <summary>Tokens of the whole request body, which left, and of the output seen until the attempt ended: 0 where none was seen.</summary>
    public static UsageVector Of(Exchange exchange, Delivery delivery)
    {
        var usage = default(UsageVector).With(Meter.TextIn, Tokens(exchange.Ask.Body.Length));
        return exchange.Arrival.Dialect == Dialect.OpenAiEmbeddings
            ? usage
            : usage.With(Meter.TextOut, Tokens(delivery.Facts?.OutputBytes ?? 0));
    }

    private static long Tokens(long bytes) => (bytes + 3) / 4;
}
