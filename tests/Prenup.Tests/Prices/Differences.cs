namespace Prenup.Tests.Prices;

/// <summary>Where our book and a catalogue differ, and why ours stands. Every entry must still be needed.</summary>
internal static class Differences
{
    private const string NewerList = "it holds the list of before the cut, which is our version of 2026-07-13";
    private const string OlderList = "it holds the list of after the cut, which is our version of 2026-10-01";
    private const string Promotion = "it holds the list price; OpenAI's page of October 2026 quotes the promotion";

    /// <summary>The beginning of what differs (price id, version, tier, band, meter), the catalogue, and the reason.</summary>
    public static IReadOnlyList<(string Begins, string Catalogue, string Reason)> Rates { get; } =
    [
        ("openai/gpt-5.6-sol 2026-10-01", "genai-prices", Promotion),
        ("openai/gpt-5.6-sol 2026-10-01", "portkey", Promotion),
        ("openai/gpt-5.6-terra 2026-07-13", "portkey", OlderList),
        ("openai/gpt-5.6-terra 2026-10-01", "genai-prices", NewerList),
        ("openai/gpt-5.6-luna 2026-07-13", "portkey", OlderList),
        ("openai/gpt-5.6-luna 2026-10-01", "genai-prices", NewerList),
        (
            "openai/gpt-5.5 2026-04-23 priority",
            "litellm",
            "OpenAI's page asks 2.5 times the default for this model, not twice"
        ),
        (
            "openai/o4-mini 2025-04-16 flex above 0 text-in-cached",
            "litellm",
            "it halves the default; OpenAI's page prints 0.138"
        ),
        ("azure/gpt-4.1-nano 2025-04-14 default above 0 text-in-cached", "portkey", "it rounds to cents per million"),
        ("azure/o4-mini 2025-04-16 default above 0 text-in-cached", "genai-prices", "it rounds to cents per million"),
        (
            "azure/gpt-4o-mini 2024-07-18 default",
            "litellm",
            "it holds the regional rate; its Global Standard row agrees"
        ),
        ("azure/gpt-3.5-turbo 2024-01-25 default", "portkey", "it holds an earlier snapshot's rate"),
    ];

    /// <summary>Versions or tiers that no catalogue lists, and where they are from.</summary>
    public static IReadOnlyList<(string Begins, string Reason)> Unconfirmed { get; } =
    [
        ("openai/gpt-6.1-sol", "newer than the catalogues: OpenAI's page of October 2026"),
        ("openai/gpt-6.1-terra", "newer than the catalogues: OpenAI's page of October 2026"),
        ("openai/gpt-6-astra", "newer than the catalogues: OpenAI's page of October 2026"),
        ("openai/gpt-5.6-sol 2026-10-01", "a promotion that no catalogue took up: OpenAI's page of October 2026"),
        ("azure/gpt-5.6-sol 2026-07-13 flex", "newer than the catalogues: Azure's page on flex processing"),
    ];

    /// <summary>What a catalogue lists for our models and our book leaves out.</summary>
    public static IReadOnlyList<(string Begins, string Catalogue, string Reason)> LeftOut { get; } =
    [
        (
            "openai/gpt-5-nano priority",
            "litellm",
            "fifty times the default, without an output rate: a slip; the model has no priority"
        ),
    ];
}
