using System.Text.Json;

namespace Prenup.Sandbox.Asking;

/// <summary>What a chat or Responses request asks for, whichever dialect it came in.</summary>
internal sealed record Asked
{
    public required Prompt Prompt { get; init; }
    public bool Stream { get; init; }
    public bool IncludeUsage { get; init; }
    public bool ContinuousUsage { get; init; }
    public bool Obfuscate { get; init; }
    public long MaxTokens { get; init; } = long.MaxValue;
    public int Choices { get; init; } = 1;
    public string Tier { get; init; } = "auto";
    public string? Effort { get; init; }
    public IReadOnlyList<Tool> Tools { get; init; } = [];
    public string ToolChoice { get; init; } = "auto";

    /// <summary>Whether the cloud may search the web for it.</summary>
    public bool SearchesWeb { get; init; }

    public bool ParallelTools { get; init; } = true;

    /// <summary>The schema the answer must satisfy; an empty object element for plain JSON mode; undefined for text.</summary>
    public JsonElement Schema { get; init; }
}
