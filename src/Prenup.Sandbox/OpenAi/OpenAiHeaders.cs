using System.Globalization;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.OpenAi;

/// <summary>The headers OpenAI sends: its own request id, processing time, rate limits with Go durations, and a cookie nobody wants.</summary>
internal static class OpenAiHeaders
{
    private const long RequestLimit = 10_000;
    private const long TokenLimit = 30_000_000;

    public static Reply Dress(Reply reply, TimeSpan processing)
    {
        Reply dressed = reply.With(
            ("x-request-id", WireId.Request()),
            ("openai-processing-ms", ((long)processing.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)),
            ("openai-version", "2020-10-01"),
            ("openai-organization", "sandbox-org"),
            ("openai-project", "proj_sandbox"),
            ("x-content-type-options", "nosniff"),
            ("Set-Cookie", "__cf_bm=sandbox-cookie; path=/; domain=.api.openai.com; HttpOnly; Secure; SameSite=None"),
            ("Server", "cloudflare"),
            ("CF-RAY", "sandbox-LOOP")
        );
        return reply.Bill is { } bill ? Limit(dressed, bill.Usage.Total) : dressed;
    }

    private static Reply Limit(Reply reply, long tokens) =>
        reply.With(
            ("x-ratelimit-limit-requests", Number(RequestLimit)),
            ("x-ratelimit-limit-tokens", Number(TokenLimit)),
            ("x-ratelimit-remaining-requests", Number(RequestLimit - 1)),
            ("x-ratelimit-remaining-tokens", Number(Math.Max(0, TokenLimit - tokens))),
            ("x-ratelimit-reset-requests", GoDuration.Text(TimeSpan.FromMinutes(1) / RequestLimit)),
            ("x-ratelimit-reset-tokens", GoDuration.Text(TimeSpan.FromMinutes(1) * tokens / TokenLimit))
        );

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
