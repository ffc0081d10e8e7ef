using System.Collections.Frozen;

namespace Prenup.Sandbox.Billing;

/// <summary>
/// The list prices the clouds invoice by: input, cached input, output in USD per million tokens.
/// Facts as published in November 2026 by developers.openai.com/api/docs/pricing and the Azure retail feed (Global Standard).
/// They are the sandbox's own copy on purpose: the judge does not read the price book it judges.
/// </summary>
internal static class RateCards
{
    private static readonly FrozenDictionary<string, RateCard> OpenAi = new Dictionary<string, RateCard>
    {
        ["gpt-5.5"] = Card(
            new(5m, 0.5m, 30m),
            priority: new(12.5m, 1.25m, 75m),
            flex: new(2.5m, 0.25m, 15m),
            longer: true
        ),
        ["gpt-5.4"] = Card(
            new(2.5m, 0.25m, 15m),
            priority: new(5m, 0.5m, 30m),
            flex: new(1.25m, 0.13m, 7.5m),
            longer: true
        ),
        ["gpt-5.4-mini"] = Card(
            new(0.75m, 0.075m, 4.5m),
            priority: new(1.5m, 0.15m, 9m),
            flex: new(0.375m, 0.0375m, 2.25m)
        ),
        ["gpt-4.1"] = Card(new(2m, 0.5m, 8m), priority: new(3.5m, 0.875m, 14m)),
        ["gpt-4.1-mini"] = Card(new(0.4m, 0.1m, 1.6m), priority: new(0.7m, 0.175m, 2.8m)),
        ["gpt-4o"] = Card(new(2.5m, 1.25m, 10m), priority: new(4.25m, 2.125m, 17m)),
        ["gpt-4o-mini"] = Card(new(0.15m, 0.075m, 0.6m), priority: new(0.25m, 0.125m, 1m)),
        ["text-embedding-3-small"] = Card(new(0.02m, 0.02m, 0m)),
        ["text-embedding-3-large"] = Card(new(0.13m, 0.13m, 0m)),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, RateCard> Azure = new Dictionary<string, RateCard>
    {
        ["gpt-5.5"] = Card(new(5m, 0.5m, 30m), priority: new(10m, 1m, 60m), longer: true),
        ["gpt-5.4"] = Card(new(2.5m, 0.25m, 15m), priority: new(5m, 0.5m, 30m), longer: true),
        ["gpt-5.4-mini"] = Card(new(0.75m, 0.075m, 4.5m)),
        ["gpt-4.1"] = Card(new(2m, 0.5m, 8m)),
        ["gpt-4.1-mini"] = Card(new(0.4m, 0.1m, 1.6m)),
        ["gpt-4o"] = Card(new(2.5m, 1.25m, 10m)),
        ["gpt-4o-mini"] = Card(new(0.15m, 0.075m, 0.6m)),
        ["text-embedding-3-small"] = Card(new(0.02m, 0.02m, 0m)),
        ["text-embedding-3-large"] = Card(new(0.13m, 0.13m, 0m)),
    }.ToFrozenDictionary();

    // No price of the private preview is published: OpenAI's own, as quoted in October 2026, and luna's of the generation
    // before. gpt-oss-120b as in the catalogue of Portkey, 20b as in LiteLLM's.
    private static readonly FrozenDictionary<string, RateCard> Vertex = new Dictionary<string, RateCard>
    {
        ["gpt-5.5"] = Card(new(5m, 0.5m, 30m), longer: true),
        ["gpt-6-astra"] = Card(new(10m, 1m, 50m), longer: true),
        ["gpt-6-luna"] = Card(new(1m, 0.1m, 6m), longer: true),
        ["gpt-6.1-sol"] = Card(new(2m, 0.1m, 10m), longer: true),
        ["gpt-6.1-terra"] = Card(new(1m, 0.05m, 5m), longer: true),
        ["gpt-oss-120b"] = Card(new(0.09m, 0.09m, 0.36m)),
        ["gpt-oss-20b"] = Card(new(0.075m, 0.075m, 0.3m)),
    }.ToFrozenDictionary();

    // The vectors' price is made up.
    private static readonly FrozenDictionary<string, RateCard> Watsonx = new Dictionary<string, RateCard>
    {
        ["gpt-oss-120b"] = Card(new(0.15m, 0.15m, 0.6m)),
        ["granite-embedding"] = Card(new(0.1m, 0.1m, 0m)),
    }.ToFrozenDictionary();

    // What a platform team might charge its own company for machines it runs.
    private static readonly FrozenDictionary<string, RateCard> OwnServers = new Dictionary<string, RateCard>
    {
        ["gpt-oss-120b"] = Card(new(0.1m, 0.1m, 0.4m)),
        ["gpt-oss-20b"] = Card(new(0.05m, 0.05m, 0.2m)),
        ["granite-embedding"] = Card(new(0.01m, 0.01m, 0m)),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, FrozenDictionary<string, RateCard>> Clouds = new Dictionary<
        string,
        FrozenDictionary<string, RateCard>
    >
    {
        ["openai"] = OpenAi,
        ["azure"] = Azure,
        ["vertex"] = Vertex,
        ["watsonx"] = Watsonx,
        ["vllm"] = OwnServers,
        ["ollama"] = OwnServers,
        ["llama-cpp"] = OwnServers,
        ["openshift"] = OwnServers,
    }.ToFrozenDictionary();

    /// <summary>The card of a model that the cloud sells.</summary>
    public static RateCard Of(string cloud, string model) =>
        cloud is "bedrock-runtime" or "bedrock-mantle" ? BedrockRateCards.Of(model) : Clouds[cloud][model];

    /// <summary>Whether the cloud sells the model; Bedrock keeps its own list.</summary>
    public static bool Sells(string cloud, string model) => Clouds[cloud].ContainsKey(model);

    // A long prompt doubles input and cache and adds half to output, for the whole request.
    private static RateCard Card(Rates standard, Rates? priority = null, Rates? flex = null, bool longer = false) =>
        new(standard, flex, priority, longer ? standard.Times(2m, 1.5m) : null);
}
