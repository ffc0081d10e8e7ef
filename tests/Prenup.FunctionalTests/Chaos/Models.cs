using Prenup.Core.Asking;

namespace Prenup.FunctionalTests.Chaos;

/// <summary>What is asked for: several offers a model, so that another takes over, at every kind of cloud.</summary>
internal static class Models
{
    /// <summary>The section of the configuration. Timers are short, so that a silent cloud costs a round a second or two.</summary>
    public const string Yaml = """
        timers: { connect: 1s, head: 1s, first-content: 1s, idle: 1s, total: 2s, drain: 1s }
        models:
          gpt-5.5:
            on-abort: drain
            offers:
              - { name: azure-five, account: m-azure-v1, model: gpt-55-payg, price: azure/gpt-5.5 }
              - { name: openai-five, account: m-openai, model: gpt-5.5, price: openai/gpt-5.5 }
              - { name: runtime-five, account: m-runtime, model: us.openai.gpt-5.5, price: bedrock/openai.gpt-5.5 }
          gpt-5.6-luna:
            on-abort: drain
            offers:
              - { name: runtime-luna, account: m-runtime, model: global.openai.gpt-5.6-luna, price: bedrock/openai.gpt-5.6-luna }
              - { name: mantle-luna, account: m-mantle-key, model: openai.gpt-5.6-luna, price: bedrock/openai.gpt-5.6-luna }
          gpt-oss-120b:
            on-abort: drain
            offers:
              - { name: vertex-open, account: m-vertex-open, model: openai/gpt-oss-120b-maas, price: vertex/openai/gpt-oss-120b-maas, apis: [openai-chat] }
              - { name: mantle-open, account: m-mantle-key, model: openai.gpt-oss-120b, price: bedrock/openai.gpt-oss-120b }
          gpt-4.1-mini:
            on-abort: cancel
            offers:
              - { name: classic-mini, account: m-azure-classic, model: gpt-4.1-mini-us, price: azure/gpt-4.1-mini }
              - { name: openai-mini, account: m-openai, model: gpt-4.1-mini, price: openai/gpt-4.1-mini }
          text-embedding-3-small:
            offers:
              - { name: openai-vectors, account: m-openai, model: text-embedding-3-small, price: openai/text-embedding-3-small }
              - { name: azure-vectors, account: m-azure-v1, model: vectors-eu, price: azure/text-embedding-3-small }
        """;

    /// <summary>The model for which no source names the rate of what is read from a cache: with a long prompt its price is unknown.</summary>
    public const string WithoutCacheRate = "gpt-oss-120b";

    /// <summary>What each model is asked in; one that stands here twice is asked twice as often.</summary>
    public static readonly (string Model, Dialect Dialect)[] Mix =
    [
        ("gpt-5.5", Dialect.OpenAiChat),
        ("gpt-5.5", Dialect.OpenAiResponses),
        ("gpt-5.6-luna", Dialect.OpenAiChat),
        ("gpt-5.6-luna", Dialect.OpenAiResponses),
        ("gpt-oss-120b", Dialect.OpenAiChat),
        ("gpt-4.1-mini", Dialect.OpenAiChat),
        ("gpt-4.1-mini", Dialect.OpenAiChat),
        ("text-embedding-3-small", Dialect.OpenAiEmbeddings),
    ];

    /// <summary>The simulated cloud behind each account: whose invoice it is on.</summary>
    public static readonly IReadOnlyDictionary<string, string> CloudOf = new Dictionary<string, string>
    {
        ["m-openai"] = "openai",
        ["m-azure-v1"] = "azure",
        ["m-azure-classic"] = "azure",
        ["m-runtime"] = "bedrock-runtime",
        ["m-mantle-key"] = "bedrock-mantle",
        ["m-vertex-open"] = "vertex",
    };

    /// <summary>The clouds that are asked.</summary>
    public static readonly string[] Clouds = [.. CloudOf.Values.Distinct()];
}
