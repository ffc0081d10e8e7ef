using Prenup.Core.Asking;
using Prenup.Core.Offers;

namespace Prenup.Gateway;

/// <summary>
/// Names of OpenTelemetry's semantic conventions for generative AI that are used here
/// (https://opentelemetry.io/docs/specs/semconv/gen-ai/), and what ours are called in their words.
/// </summary>
public static class GenAi
{
    /// <summary>What is done: <c>chat</c>, <c>embeddings</c>.</summary>
    public const string OperationName = "gen_ai.operation.name";

    /// <summary>Who is asked: <c>azure.ai.openai</c>.</summary>
    public const string ProviderName = "gen_ai.provider.name";

    /// <summary>The model asked for.</summary>
    public const string RequestModel = "gen_ai.request.model";

    /// <summary>The model that the reply names.</summary>
    public const string ResponseModel = "gen_ai.response.model";

    /// <summary>All input tokens, those from a cache included.</summary>
    public const string InputTokens = "gen_ai.usage.input_tokens";

    /// <summary>All output tokens.</summary>
    public const string OutputTokens = "gen_ai.usage.output_tokens";

    /// <summary>Input tokens read from the cloud's cache.</summary>
    public const string CacheReadTokens = "gen_ai.usage.cache_read.input_tokens";

    /// <summary>Whether a token count is of <c>input</c> or <c>output</c>.</summary>
    public const string TokenType = "gen_ai.token.type";

    /// <summary>What went wrong, out of a closed list.</summary>
    public const string ErrorType = "error.type";

    /// <summary>What an exchange does, in the conventions' words; our own where they have none.</summary>
    public static string Name(Operation operation, Dialect dialect) =>
        (operation, dialect) switch
        {
            (Operation.Generate, Dialect.OpenAiEmbeddings) => "embeddings",
            (Operation.Generate, _) => "chat",
            (Operation.Retrieve, _) => "retrieve",
            (Operation.Delete, _) => "delete",
            (Operation.Cancel, _) => "cancel",
            _ => "list_input_items",
        };

    /// <summary>A cloud in the conventions' words; its own name where they have none.</summary>
    public static string Name(Cloud cloud) =>
        cloud.Name() switch
        {
            "azure" => "azure.ai.openai",
            "bedrock" => "aws.bedrock",
            "vertex" => "gcp.vertex_ai",
            "gemini" => "gcp.gemini",
            "watsonx" => "ibm.watsonx.ai",
            var name => name,
        };
}
