using System.Globalization;
using Prenup.Core.Budgets;

namespace Prenup.Gateway.Streaming;

/// <summary>Every header that a client may see; what a cloud sends beside them stays here.</summary>
internal static class ReplyHead
{
    // Default deny: these pass as the cloud sent them, since SDKs show them to people.
    private static readonly string[] Passed = ["x-request-id", "openai-processing-ms", "openai-version"];

    /// <summary>The headers that every reply carries.</summary>
    public static void Common(Arrival arrival, ClientReply reply) =>
        reply.Header("x-prenup-exchange", arrival.Exchange.ToString());

    /// <summary>The headers of a reply that an offer answered.</summary>
    public static void Answered(Arrival arrival, Permit permit, Attempt attempt, Answer answer, TimeSpan overhead)
    {
        var reply = arrival.Reply;
        reply.Status(answer.Status);
        Common(arrival, reply);
        reply.Header("x-prenup-offer", attempt.Offer.Name);
        reply.Header("x-prenup-attempts", attempt.Ordinal.ToString(CultureInfo.InvariantCulture));
        reply.Header("x-prenup-overhead-us", ((long)overhead.TotalMicroseconds).ToString(CultureInfo.InvariantCulture));
        foreach (var name in Passed)
        {
            if (
                answer.Response!.Headers.NonValidated.TryGetValues(name, out var values)
                && values.ToString() is var value
                && Fits(value)
            )
            {
                reply.Header(name, value);
            }
        }
        Rates(reply, permit.Reservation.Rates);
    }

    /// <summary>The media type of a whole reply, as the cloud names it.</summary>
    public static void ContentType(ClientReply reply, Answer answer) =>
        reply.Header(
            "content-type",
            answer.Response!.Content.Headers.NonValidated.TryGetValues("content-type", out var values)
            && values.ToString() is var type
            && Fits(type)
                ? type
                : "application/json"
        );

    /// <summary>Rate-limit headers, which are the key's own; the cloud's speak of an account that all keys share.</summary>
    public static void Rates(ClientReply reply, in RateState rates)
    {
        var reset = $"{((long)rates.Reset.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)}ms";
        if (rates.RequestLimit is { } requests)
        {
            reply.Header("x-ratelimit-limit-requests", requests.ToString(CultureInfo.InvariantCulture));
            reply.Header("x-ratelimit-remaining-requests", rates.RequestsLeft.ToString(CultureInfo.InvariantCulture));
            reply.Header("x-ratelimit-reset-requests", reset);
        }
        if (rates.TokenLimit is { } tokens)
        {
            reply.Header("x-ratelimit-limit-tokens", tokens.ToString(CultureInfo.InvariantCulture));
            reply.Header("x-ratelimit-remaining-tokens", rates.TokensLeft.ToString(CultureInfo.InvariantCulture));
            reply.Header("x-ratelimit-reset-tokens", reset);
        }
    }

    /// <summary>The head of a stream: nothing on the way may buffer or transform it.</summary>
    public static void Stream(ClientReply reply)
    {
        reply.Status(200);
        reply.Header("content-type", "text/event-stream; charset=utf-8");
        reply.Header("cache-control", "no-cache, no-transform");
        reply.Header("x-accel-buffering", "no");
    }

    // What cannot stand in a header here (a cloud's Latin-1, say) is left out: a paid reply is not lost over it.
    private static bool Fits(string value) => !value.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
