using Prenup.Sandbox.Answering;

namespace Prenup.Sandbox.Bedrock;

/// <summary>A model on Bedrock.</summary>
/// <param name="Id">Its id on mantle, without a region's prefix.</param>
/// <param name="Window">Longest prompt in tokens.</param>
/// <param name="Chat">Whether it speaks chat completions.</param>
/// <param name="Responses">Whether it speaks Responses.</param>
/// <param name="Profiled">Whether bedrock-runtime sells it through inference profiles alone.</param>
internal sealed record BedrockModel(
    string Id,
    long Window,
    bool Chat = true,
    bool Responses = true,
    bool Profiled = true
)
{
    private static readonly string[] Scopes = ["global.", "us.", "eu.", "in."];

    /// <summary>
    /// OpenAI's models with a published price, November 2026. Which dialects the cards name is known of gpt-5.6-terra
    /// (Responses alone) and of the safeguards (chat alone); the others are taken to speak both.
    /// </summary>
    public static IReadOnlyList<BedrockModel> All { get; } =
    [
        new("openai.gpt-5.4", 1_050_000),
        new("openai.gpt-5.5", 1_050_000),
        new("openai.gpt-5.6-sol", 1_050_000),
        new("openai.gpt-5.6-terra", 1_050_000, Chat: false),
        new("openai.gpt-5.6-luna", 1_050_000),
        new("openai.gpt-oss-20b", 131_072, Profiled: false),
        new("openai.gpt-oss-120b", 131_072, Profiled: false),
        new("openai.gpt-oss-safeguard-20b", 131_072, Responses: false, Profiled: false),
        new("openai.gpt-oss-safeguard-120b", 131_072, Responses: false, Profiled: false),
    ];

    /// <summary>Whether AWS's own engine runs its open weights.</summary>
    public bool OpenWeights => Id.StartsWith("openai.gpt-oss", StringComparison.Ordinal);

    /// <summary>The prefix of its URLs on mantle.</summary>
    public string[] Prefix => OpenWeights ? ["v1"] : ["openai", "v1"];

    /// <summary>The model of an id on mantle; null when there is none.</summary>
    public static BedrockModel? OnMantle(string? id) => All.FirstOrDefault(m => m.Id == id);

    /// <summary>The model of an id on bedrock-runtime: an inference profile, or open weights by their versioned id.</summary>
    public static BedrockModel? OnRuntime(string id)
    {
        string scope = Scopes.FirstOrDefault(s => id.StartsWith(s, StringComparison.Ordinal)) ?? "";
        string bare = id[scope.Length..];
        return All.FirstOrDefault(m =>
            m.Profiled == scope.Length > 0
            && (m.Id == bare || (!m.Profiled && bare.StartsWith(m.Id + "-1:", StringComparison.Ordinal)))
        );
    }

    /// <summary>The model as it is answered and billed under an id: a profile's scope is part of its price.</summary>
    public Model Served(string id) => new(Profiled ? id : Id, id, Window) { Reasons = true };
}
