using System.Collections.Frozen;

namespace Prenup.Sandbox.Billing;

/// <summary>
/// Bedrock's list prices for OpenAI's models in USD per million tokens. An inference profile's scope is part of its
/// price: the global ones are the base, a geography (us., eu., in.) or a region of its own (mantle) costs a tenth more.
/// Sources: the catalogues of Portkey (GPT-5.6 with cache writes and long prompts, gpt-oss with tiers), genai-prices
/// (GPT-5.4 and 5.5, whose in-region prices are the base and a tenth) and LiteLLM (the safeguards; 20b as on mantle), 2026.
/// </summary>
internal static class BedrockRateCards
{
    private const decimal Geographic = 1.1m;

    private static readonly FrozenDictionary<string, RateCard> Global = new Dictionary<string, RateCard>
    {
        ["openai.gpt-5.4"] = new(new(2.5m, 0.25m, 15m)),
        ["openai.gpt-5.5"] = new(new(5m, 0.5m, 30m)),
        ["openai.gpt-5.6-sol"] = Long(new(5m, 0.5m, 30m, Written: 6.25m)),
        ["openai.gpt-5.6-terra"] = Long(new(2m, 0.2m, 12m, Written: 2.5m)),
        ["openai.gpt-5.6-luna"] = Long(new(0.2m, 0.02m, 1.2m, Written: 0.25m)),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, RateCard> OpenWeights = new Dictionary<string, RateCard>
    {
        ["openai.gpt-oss-20b"] = Tiered(new(0.07m, 0.07m, 0.3m)),
        ["openai.gpt-oss-120b"] = Tiered(new(0.15m, 0.15m, 0.6m)),
        ["openai.gpt-oss-safeguard-20b"] = new(new(0.075m, 0.075m, 0.3m)),
        ["openai.gpt-oss-safeguard-120b"] = new(new(0.15m, 0.15m, 0.6m)),
    }.ToFrozenDictionary();

    /// <summary>The card of an id, with its scope: "us.openai.gpt-5.5", "openai.gpt-oss-20b".</summary>
    public static RateCard Of(string id)
    {
        if (OpenWeights.TryGetValue(id, out RateCard? card))
        {
            return card;
        }

        int model = id.IndexOf("openai.", StringComparison.Ordinal);
        RateCard global = Global[id[Math.Max(0, model)..]];
        return id.StartsWith("global.", StringComparison.Ordinal)
            ? global
            : new(global.Standard.Times(Geographic, Geographic), Long: global.Long?.Times(Geographic, Geographic));
    }

    // A long prompt doubles input and cache and adds half to output, for the whole request.
    private static RateCard Long(Rates standard) => new(standard, Long: standard.Times(2m, 1.5m));

    private static RateCard Tiered(Rates standard) =>
        new(standard, Flex: standard.Times(0.5m, 0.5m), Priority: standard.Times(1.75m, 1.75m));
}
