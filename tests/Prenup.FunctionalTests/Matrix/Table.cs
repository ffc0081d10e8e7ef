using Prenup.Core.Asking;

namespace Prenup.FunctionalTests.Matrix;

/// <summary>What works where, declared once: the tests run it, and docs/dialects.md shows it.</summary>
internal static class Table
{
    private const string AzureV1 = "Azure, `api: v1`";
    private const string AzureClassic = "Azure, `api: \"2024-10-21\"`";

    private static readonly (Dialect, Verdict, string) NoBedrockEmbeddings = (
        Dialect.OpenAiEmbeddings,
        Verdict.NotSold,
        "Bedrock speaks the OpenAI dialects as Chat and Responses alone"
    );
    private static readonly (Dialect, Verdict, string) NoClassicResponses = (
        Dialect.OpenAiResponses,
        Verdict.Refused,
        "dated versions have it as previews alone; use `api: v1`, or say `apis` for a preview"
    );
    private static readonly (Dialect, Verdict, string) NoVertexEmbeddings = (
        Dialect.OpenAiEmbeddings,
        Verdict.NotSold,
        "neither of Vertex's two OpenAI addresses has embeddings"
    );
    private static readonly (Dialect, Verdict, string) NoServerResponses = (
        Dialect.OpenAiResponses,
        Verdict.Refused,
        "not every version of such a server has it; one that does is told by `apis`"
    );

    /// <summary>Every way to buy.</summary>
    public static IReadOnlyList<Way> Ways { get; } =
    [
        OpenAi("openai", "OpenAI", "API key", "openai", ""),
        OpenAi("azure-v1", AzureV1, "API key", "azure", "-eu"),
        OpenAi("azure-v1-entra", AzureV1, "Entra", "azure", "-eu"),
        Classic("azure-classic", "API key"),
        Classic("azure-classic-entra", "Entra"),
        Bedrock("runtime", "Bedrock, `host: runtime`", "SigV4", "us."),
        Bedrock("runtime-key", "Bedrock, `host: runtime`", "bearer key", "us."),
        Bedrock("mantle", "Bedrock, `host: mantle`", "SigV4", ""),
        Bedrock("mantle-key", "Bedrock, `host: mantle`", "bearer key", ""),
        new("vertex", "Vertex, OpenAI's models", "service account")
        {
            Responses = "model: gpt-6-luna, price: test/vertex-luna",
            Without = Where(
                (Dialect.OpenAiChat, Verdict.Refused, "OpenAI's own models speak Responses alone there"),
                NoVertexEmbeddings
            ),
        },
        new("vertex-open", "Vertex, open weights", "service account")
        {
            Chat = "model: openai/gpt-oss-120b-maas, price: test/vertex-oss, apis: [openai-chat]",
            Without = Where(
                (Dialect.OpenAiResponses, Verdict.Refused, "open weights speak Chat alone there"),
                NoVertexEmbeddings
            ),
        },
        Server("watsonx", "watsonx, model gateway", "IBM API key", "openai/gpt-oss-120b", "test/watsonx") with
        {
            Embeddings = "model: ibm/granite-embedding, price: test/watsonx-vectors",
            Without = Where((Dialect.OpenAiResponses, Verdict.NotSold, "the model gateway has no Responses")),
        },
        Server("vllm", "vLLM", "API key", "openai/gpt-oss-120b", "test/own-large") with
        {
            Embeddings = "model: ibm-granite/granite-embedding, price: test/own-vectors",
        },
        Server("ollama", "Ollama", "none", "'gpt-oss:20b'", "test/own-small"),
        Server("llama-cpp", "llama.cpp", "API key", "gpt-oss-20b", "test/own-small"),
        Server("openshift", "OpenShift AI", "token file", "gpt-oss-120b", "test/own-large"),
    ];

    /// <summary>The way of a name.</summary>
    public static Way Named(string name) => Ways.Single(way => way.Name == name);

    private static Way OpenAi(string name, string title, string proof, string prices, string suffix) =>
        new(name, title, proof)
        {
            Chat = $"model: gpt-4.1-mini{suffix}, price: {prices}/gpt-4.1-mini",
            Responses = $"model: gpt-5.5{suffix}, price: {prices}/gpt-5.5",
            Embeddings = $"model: text-embedding-3-small{suffix}, price: {prices}/text-embedding-3-small",
        };

    private static Way Classic(string name, string proof) =>
        OpenAi(name, AzureClassic, proof, "azure", "-us") with
        {
            Responses = null,
            Without = Where(NoClassicResponses),
        };

    private static Way Bedrock(string name, string title, string proof, string geography)
    {
        var offer = $"model: {geography}openai.gpt-5.6-sol, price: test/sol";
        return new(name, title, proof)
        {
            Chat = offer,
            Responses = offer,
            Without = Where(NoBedrockEmbeddings),
        };
    }

    private static Way Server(string name, string title, string proof, string model, string price) =>
        new(name, title, proof)
        {
            Chat = $"model: {model}, price: {price}",
            Embeddings = "model: granite-embedding, price: test/own-vectors",
            Without = Where(NoServerResponses),
        };

    private static Dictionary<Dialect, (Verdict, string)> Where(params (Dialect Dialect, Verdict, string)[] without) =>
        without.ToDictionary(static one => one.Dialect, static one => (one.Item2, one.Item3));
}
