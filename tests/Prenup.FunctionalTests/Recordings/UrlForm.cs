namespace Prenup.FunctionalTests.Recordings;

/// <summary>The URL forms that are served, each with the account that buys by the same form.</summary>
/// <param name="Account">The account's name.</param>
/// <param name="Cloud">The simulated cloud that answers as recorded.</param>
internal sealed record UrlForm(string Account, string Cloud)
{
    public static UrlForm OpenAi { get; } = new("openai", "openai");
    public static UrlForm AzureV1 { get; } = new("azure-v1", "azure");
    public static UrlForm AzureClassic { get; } = new("azure-classic", "azure");

    /// <summary>Foundry's path for models of all makers; a client asks for it by OpenAI's own path.</summary>
    public static UrlForm AzureModels { get; } = new("azure-models", "azure") { ClientPath = "/v1/chat/completions" };

    /// <summary>A server that speaks OpenAI's dialects: recorded from Ollama.</summary>
    public static UrlForm Compatible { get; } = new("compatible", "openai");

    /// <summary>Bedrock's host mantle; the recordings are of open weights.</summary>
    public static UrlForm Mantle { get; } = new("aws-mantle", "bedrock-mantle");

    public static IReadOnlyList<UrlForm> All { get; } =
    [OpenAi, AzureV1, AzureClassic, AzureModels, Compatible, Mantle];

    /// <summary>What a client asks for instead of the recorded path; null for that.</summary>
    public string? ClientPath { get; private init; }

    /// <summary>The form of a recorded URL; null for one that is not served.</summary>
    public static UrlForm? Of(string cloud, Uri url) =>
        (cloud, url.Segments) switch
        {
            ("openai", ["/", "v1/", ..]) => OpenAi,
            ("azure", ["/", "openai/", "v1/", ..]) => AzureV1,
            ("azure", ["/", "openai/", "deployments/", ..]) => AzureClassic,
            ("azure", ["/", "models/", ..]) => AzureModels,
            ("ollama", ["/", "v1/", ..]) => Compatible,
            ("bedrock-mantle", [.., "responses"]) => Mantle,
            _ => null,
        };
}
