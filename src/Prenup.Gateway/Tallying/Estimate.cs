using Prenup.Core.Asking;
using Prenup.Core.Ports;
using Prenup.Core.Usage;
using Prenup.Dialects.Requests;

namespace Prenup.Gateway.Tallying;

/// <summary>A stated guess at usage that no cloud reported. An entry never shows it as a fact.</summary>
/// <param name="Usage">The tokens.</param>
/// <param name="Method">How they were counted, and what bounds them.</param>
internal readonly record struct Estimate(UsageVector Usage, string Method)
{
    // A vocabulary takes a tenth of a second for that much at worst, on a thread that others wait for.
    private const int MostBytes = 256 << 10;

    /// <summary>
    /// Tokens of the whole prompt, which left, and of the answer what was seen until the attempt ended: 0 where nothing was.
    /// Never more than the model takes, or than the client asked for.
    /// </summary>
    public static Estimate Of(Exchange exchange, Attempt attempt, Delivery delivery, ITokenCounter counter)
    {
        var facts = attempt.Offer.Facts;
        var prompt = Prompt(exchange.Ask.Body.Span, facts.Vocabulary, counter);
        var usage = default(UsageVector).With(
            Meter.TextIn,
            Math.Min(prompt.Tokens, facts.InputTokens ?? long.MaxValue)
        );
        if (exchange.Arrival.Dialect == Dialect.OpenAiEmbeddings)
        {
            return new Estimate(usage, $"{prompt.Method}; {Bound}");
        }
        var seen = ByteCounter.Count(delivery.Facts?.OutputBytes ?? 0);
        var asked = exchange.Ask.Asked;
        var most = Math.Min(facts.OutputTokens ?? long.MaxValue, asked?.MaxOutputTokens ?? long.MaxValue);
        var answers = asked?.Choices ?? 1;
        usage = usage.With(
            Meter.TextOut,
            Math.Min(seen.Tokens, most > long.MaxValue / answers ? most : most * answers)
        );
        return new Estimate(usage, $"{prompt.Method} in, {seen.Method} out as seen; {Bound}");
    }

    private const string Bound = "at most a token a byte, and the model's limits";

    private static TokenCount Prompt(ReadOnlySpan<byte> body, Vocabulary vocabulary, ITokenCounter counter)
    {
        if (vocabulary == Vocabulary.Unknown || body.Length > MostBytes)
        {
            return ByteCounter.Count(body.Length);
        }
        using var text = new PooledBuffer(body.Length);
        PromptText.Write(body, text);
        return counter.Count(text.Span, vocabulary);
    }
}
