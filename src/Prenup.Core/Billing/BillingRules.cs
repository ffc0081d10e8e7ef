using Prenup.Core.Faults;
using Prenup.Core.Offers;

namespace Prenup.Core.Billing;

/// <summary>Which endings the clouds bill, by dated rules with their sources. Of the rules that cover an ending the first decides.</summary>
public static class BillingRules
{
    private const string Refusal = "refusal";
    private const string Azure = "Azure OpenAI's FAQ and cost pages, read 2026-09";
    private const string Anthropic = "Anthropic's release notes";

    private static readonly FaultKind[] AtTheDoor =
    [
        FaultKind.Auth,
        FaultKind.QuotaExhausted,
        FaultKind.Rate,
        FaultKind.Capacity,
        FaultKind.Invalid,
        FaultKind.Unsupported,
        FaultKind.NotFound,
    ];

    private static readonly BillingRule[] Rules =
    [
        new(Billed.Yes, $"{Anthropic} of 2026-09-24: refusals of these categories are billed again before output")
        {
            Clouds = [Cloud.Anthropic],
            From = Day(2026, 9, 24),
            Stop = Refusal,
            HasOutput = false,
            Categories = ["bio", "frontier_llm", "reasoning_extraction"],
        },
        new(Billed.No, $"{Anthropic} of 2026-06-02: a refusal without output is not billed")
        {
            Clouds = [Cloud.Anthropic],
            From = Day(2026, 6, 2),
            Stop = Refusal,
            HasOutput = false,
        },
        new(Billed.Unknown, $"{Azure}: a content filter's or an input limit's 400 is billed if processing happened")
        {
            Clouds = [Cloud.Azure],
            Status = (400, 400),
            Faults = [FaultKind.Content, FaultKind.Context],
        },
        new(Billed.Unknown, $"{Azure}: a 408 is billed if processing happened")
        {
            Clouds = [Cloud.Azure],
            Status = (408, 408),
        },
        new(Billed.No, $"{Azure}: a 401 and a 429 are free, and no other status but 400 and 408 is named as billed")
        {
            Clouds = [Cloud.Azure],
            Status = (400, 599),
        },
        new(Billed.No, "Google's price pages, read 2026-11: only requests that return a 200 are charged")
        {
            Clouds = [Cloud.Vertex, Cloud.Gemini],
            Status = (201, 599),
        },
        new(Billed.No, "no page of the other clouds names a charge for an error, read 2026-11") { Status = (300, 599) },
        new(Billed.No, "refused before it was processed, as by status, in words within a 200")
        {
            Status = (200, 299),
            Faults = AtTheDoor,
            HasOutput = false,
        },
        new(Billed.Unknown, "no cloud's page says what becomes of a request whose answer never began, read 2026-11")
        {
            Status = (0, 0),
        },
        new(
            Billed.Unknown,
            "no cloud's page says what becomes of a reply that failed before its first word, read 2026-11"
        )
        {
            Faults =
            [
                FaultKind.Content,
                FaultKind.Context,
                FaultKind.ClientGone,
                FaultKind.Timeout,
                FaultKind.Network,
                FaultKind.UpstreamBug,
                FaultKind.GatewayBug,
            ],
            HasOutput = false,
        },
        new(Billed.Yes, "every cloud's price list: what a model was sent and what it wrote is billed"),
    ];

    /// <summary>Every rule, in the order in which they are asked; the last one covers everything.</summary>
    public static IReadOnlyList<BillingRule> All => Rules;

    /// <summary>The first rule that covers an ending.</summary>
    public static BillingRule For(in Ending ending)
    {
        foreach (var rule in Rules)
        {
            if (rule.Covers(ending))
            {
                return rule;
            }
        }
        throw new InvalidOperationException("The last rule covers everything.");
    }

    private static DateTimeOffset Day(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);
}
