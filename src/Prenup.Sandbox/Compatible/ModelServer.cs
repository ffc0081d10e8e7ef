using Prenup.Sandbox.Answering;
using Prenup.Sandbox.Billing;

namespace Prenup.Sandbox.Compatible;

/// <summary>One kind of server that anybody may run, and what it calls its models.</summary>
/// <param name="Name">The sandbox cloud's name.</param>
/// <param name="Accent">How it speaks.</param>
/// <param name="Ids">Its models' ids, each with the model behind it.</param>
internal sealed record ModelServer(string Name, Accent Accent, IReadOnlyDictionary<string, string> Ids)
{
    public static ModelServer VLlm { get; } =
        new(
            "vllm",
            Accent.VLlm,
            new Dictionary<string, string>
            {
                ["openai/gpt-oss-120b"] = "gpt-oss-120b",
                ["openai/gpt-oss-20b"] = "gpt-oss-20b",
                ["ibm-granite/granite-embedding"] = "granite-embedding",
            }
        );

    public static ModelServer Ollama { get; } =
        new(
            "ollama",
            Accent.Ollama,
            new Dictionary<string, string>
            {
                ["gpt-oss:120b"] = "gpt-oss-120b",
                ["gpt-oss:20b"] = "gpt-oss-20b",
                ["granite-embedding"] = "granite-embedding",
            }
        );

    public static ModelServer LlamaCpp { get; } =
        new(
            "llama-cpp",
            Accent.LlamaCpp,
            new Dictionary<string, string>
            {
                ["gpt-oss-20b"] = "gpt-oss-20b",
                ["granite-embedding"] = "granite-embedding",
            }
        );

    public static ModelServer OpenShift { get; } =
        new(
            "openshift",
            Accent.VLlm,
            new Dictionary<string, string>
            {
                ["gpt-oss-120b"] = "gpt-oss-120b",
                ["gpt-oss-20b"] = "gpt-oss-20b",
                ["granite-embedding"] = "granite-embedding",
            }
        );

    /// <summary>The model behind an id; null when there is none.</summary>
    public Model? ModelOf(string? id) =>
        id is not null && Ids.TryGetValue(id, out string? name) && RateCards.Sells(Name, name)
            ? Model.Named(name)
            : null;
}
