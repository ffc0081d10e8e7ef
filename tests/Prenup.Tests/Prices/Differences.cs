namespace Prenup.Tests.Prices;

/// <summary>Where our book and a catalogue differ, and why ours stands. Every entry must still be needed.</summary>
/// <remarks>A pattern begins like what differs (price id, scope, version, tier, band, meter); its <c>*</c> stands for anything.</remarks>
internal static class Differences
{
    private const string NewerList = "it holds the list of before the cut, which is our version of 2026-07-13";
    private const string OlderList = "it holds the list of after the cut, which is our version of 2026-10-01";
    private const string Promotion = "it holds the list price; OpenAI's page of October 2026 quotes the promotion";
    private const string NoUplift = "it repeats the global rate; AWS asks 10 % more within a geography or region";
    private const string Geography = "10 % more for inference in the US: Anthropic's page";
    private const string Batch = "batch halves every token class: Anthropic's page";
    private const string Searches = "a search costs the same at every tier and band: Portkey's default tier names it";
    private const string Grounding = "Google grounds some thousand requests a month for nothing, which no reply shows";
    private const string TwoLists = "its simple list and its detailed one differ on whether the model searches";
    private const string NewModel = "newer than the catalogues: Anthropic's page as quoted in November 2026";

    /// <summary>What differs, the catalogue, and the reason.</summary>
    public static IReadOnlyList<(string Begins, string Catalogue, string Reason)> Rates { get; } =
    [
        ("bedrock/amazon.nova-pro-v1:0 us-gov-east-1", "portkey", "it repeats the default; litellm names this region"),
        ("openai/gpt-5.6-sol * 2026-10-01", "genai-prices", Promotion),
        ("openai/gpt-5.6-sol * 2026-10-01", "portkey", Promotion),
        ("openai/gpt-5.6-terra * 2026-07-13", "portkey", OlderList),
        ("openai/gpt-5.6-terra * 2026-10-01", "genai-prices", NewerList),
        ("openai/gpt-5.6-luna * 2026-07-13", "portkey", OlderList),
        ("openai/gpt-5.6-luna * 2026-10-01", "genai-prices", NewerList),
        ("openai/gpt-5.5 global 2026-04-23 priority", "litellm", "OpenAI's page asks 2.5 times the default, not twice"),
        (
            "openai/o4-mini * flex above 0 text-in-cached",
            "litellm",
            "it halves the default; OpenAI's page prints 0.138"
        ),
        ("azure/o4-mini global * text-in-cached", "genai-prices", "it rounds to cents per million"),
        ("azure/gpt-3.5-turbo global 2024-01-25", "portkey", "it holds an earlier snapshot's rate"),
        ("azure/gpt-5.1 data-zone-* text-in", "litellm", "Azure's retail price feed names 1.50"),
        ("bedrock/anthropic.claude-* regional", "portkey", NoUplift),
        ("bedrock/anthropic.claude-* regional", "litellm", NoUplift),
        ("bedrock/amazon.nova-2-lite-v1:0 regional", "litellm", NoUplift),
        (
            "bedrock/amazon.nova-* regional * text-in-cached",
            "portkey",
            "half the input rate; AWS asks a quarter, as genai-prices says"
        ),
        ("bedrock/xai.grok-4.6 regional", "portkey", NoUplift),
        ("bedrock/moonshotai.kimi-k2.5 regional", "litellm", "its rate by region is 3, as ours"),
        ("bedrock/qwen.qwen3-coder-480b-a35b-v1:0 regional", "litellm", "genai-prices and Portkey agree on 0.45"),
        ("bedrock/amazon.titan-embed-text-v2:0 regional", "litellm", "ten times AWS's list"),
        ("vertex/claude-sonnet-4-5 * above 200000 text-in-", "portkey", "Google's weights double caches too"),
        ("vertex/gemini-3.7-flash * 2026-11-01", "portkey", "it holds the list price of after the promotion"),
        ("vertex/openai/gpt-oss-120b-maas", "litellm", "Portkey names batch beside it, and is newer"),
        ("vertex/qwen/", "litellm", "Portkey names batch beside it, and is newer"),
        ("vertex/text-embedding-005", "portkey", "its figure is Google's per million characters"),
        ("gemini/gemini-3.7-flash * 2026-11-01", "portkey", "it holds the list price of after the promotion"),
        ("gemini/gemini-3.1-pro-preview * text-in-cached", "portkey", "4.5 is what storing a cache costs by the hour"),
        ("gemini/gemini-embedding-001 * batch", "portkey", "its two rows differ; half the default is followed"),
        ("anthropic/claude-sonnet-5 global", "genai-prices", "it holds the rise announced for September, not made"),
    ];

    /// <summary>Versions, scopes or tiers that no catalogue lists, and where they are from.</summary>
    public static IReadOnlyList<(string Begins, string Reason)> Unconfirmed { get; } =
    [
        ("openai/gpt-6*", "newer than the catalogues: OpenAI's page of October 2026"),
        ("openai/gpt-5.6-sol * 2026-10-01", "a promotion that no catalogue took up: OpenAI's page of October 2026"),
        (
            "openai/gpt-5.6-terra regional 2026-07-13",
            "10 % more in a region: OpenAI's page; the list is of after the cut"
        ),
        (
            "openai/gpt-5.6-luna regional 2026-07-13",
            "10 % more in a region: OpenAI's page; the list is of after the cut"
        ),
        ("azure/gpt-5.6-sol global 2026-07-13 flex", "newer than the catalogues: Azure's page on flex processing"),
        ("azure/gpt-5.5 data-zone-", "Azure's premium of 10 % over Global Standard"),
        ("azure/gpt-5.4 data-zone-", "Azure's premium over Global Standard, by meter"),
        ("azure/gpt-5.4-mini data-zone-", "Azure's retail price feed"),
        ("azure/gpt-5.1 data-zone-* text-in", "Azure's retail price feed"),
        ("bedrock/openai.gpt-6-astra", "OpenAI's own rates, which AWS's launch text promises"),
        ("bedrock/anthropic.claude-fable-5 regional", "genai-prices lists it as anthropic.claude-fable-5-v1:0"),
        ("bedrock/anthropic.claude-sonnet-5 regional", "10 % more within a geography: AWS's price list rows"),
        (
            "bedrock/anthropic.claude-*regional*text-in-write-1h",
            "twice the input rate, as for every model of Anthropic's"
        ),
        ("bedrock/anthropic.claude-sonnet-4-2025*text-in-write-1h", "twice the input rate, as for its later versions"),
        ("vertex/claude-sonnet-4-5 *above 200000 text-in-", "Google's weights double caches too"),
        ("vertex/gemini-3.8-flash", "newer than the catalogues: Google's page as quoted in November 2026"),
        ("vertex/gemini-3.7-flash global 2026-11-01", "a promotion: Google's page as quoted in November 2026"),
        ("vertex/gemini-3.* regional *audio-in", "10 % more in a region, as for its text"),
        ("vertex/*-maas global", "Portkey lists it, without the publisher in its name"),
        ("gemini/gemini-3.8-flash", "newer than the catalogues: Google's page as quoted in November 2026"),
        ("gemini/gemini-3.7-flash global 2026-11-01", "a promotion: Google's page as quoted in November 2026"),
        ("gemini/gemini-*batch above 200000", "Portkey lists it, with an edge at 128k that is Google's 200k"),
        ("gemini/gemini-embedding-001 * batch", "half the default, as Portkey's later row says"),
        ("anthropic/claude-*-?.? ", NewModel),
        ("azure/* global * web-searches", Searches),
        ("azure/* global * file-searches", Searches),
        ("anthropic/* us ", Geography),
        ("anthropic/* batch ", Batch),
        ("anthropic/claude-opus-5 global * fast", NewModel),
        ("anthropic/claude-sonnet-4-5 global *above 200000 text-in-write-1h", "twice the band's input rate"),
    ];

    /// <summary>What a catalogue lists for our prices and our book leaves out.</summary>
    public static IReadOnlyList<(string Begins, string Catalogue, string Reason)> LeftOut { get; } =
    [
        (
            "azure/gpt-4o data-zone-* text-in-write",
            "litellm",
            "its rate for reads, misplaced: Azure asks nothing for writes"
        ),
        (
            "azure/gpt-5.4-* global",
            "litellm",
            "these models read no more than 272k, and Azure's page names no priority"
        ),
        ("bedrock/amazon.nova-* text-in-", "portkey", "half the input rate; AWS asks a quarter, as genai-prices says"),
        ("openai/gpt-5-nano global priority", "litellm", "fifty times the default, without an output rate: a slip"),
        ("openai/gpt-5.3-chat-latest global priority", "litellm", "no other catalogue lists the tier"),
        ("openai/gpt-5.1-codex-mini global priority", "litellm", "no other catalogue lists the tier"),
        ("openai/*-pro global * text-in-cached", "litellm", "OpenAI's page lists no cached input for it"),
        ("openai/*-pro global * text-in-cached", "portkey", "OpenAI's page lists no cached input for it"),
        (
            "bedrock/anthropic.claude-* batch",
            "portkey",
            "it repeats the global rate, which is 10 % less than a region's"
        ),
        ("vertex/claude-sonnet-4-5 * batch above 200000", "portkey", "it repeats the band below"),
        ("vertex/text-embedding-005 global batch", "portkey", "its figures are Google's per million characters"),
        ("vertex/* web-searches", "portkey", Grounding),
        ("gemini/* web-searches", "portkey", Grounding),
        ("openai/text-embedding-*-searches", "portkey", "a model of vectors runs no searches"),
        ("openai/o* global * web-searches", "portkey", TwoLists),
        ("openai/gpt-3.5-turbo global *-searches", "portkey", TwoLists),
        ("openai/gpt-5-nano global *-searches", "portkey", TwoLists),
        ("vertex/gemini-* text-in-write", "portkey", "Google asks no more for what it writes to a cache unasked"),
        ("vertex/gemini-* text-in-write", "litellm", "Google asks no more for what it writes to a cache unasked"),
        ("vertex/gemini-* priority above 0 audio-in", "litellm", "no other catalogue lists it"),
        ("gemini/gemini-* above 128000", "portkey", "Google's edge is at 200k"),
        ("gemini/gemini-* text-in-write", "portkey", "Google asks no more for what it writes to a cache unasked"),
        ("gemini/gemini-2.5-pro global priority", "litellm", "it repeats the default, which the tier is not"),
    ];
}
