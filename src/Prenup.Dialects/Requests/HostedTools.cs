using System.Text;
using System.Text.Json;

namespace Prenup.Dialects.Requests;

/// <summary>The types of tools that the cloud itself runs, as OpenAI names them; functions and custom tools are the client's.</summary>
internal static class HostedTools
{
    /// <summary>How a chat asks for a web search: by a field of its own.</summary>
    public const string WebSearch = "web_search";

    // With their dated and preview forms.
    private static readonly byte[][] Names =
    [
        .. new[] { WebSearch, "file_search", "code_interpreter", "image_generation", "mcp" }.Select(
            Encoding.UTF8.GetBytes
        ),
    ];

    /// <summary>The tool's type at the reader, where the cloud runs it; null for any other.</summary>
    public static string? Find(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return null;
        }
        foreach (var name in Names)
        {
            if (!reader.ValueIsEscaped && reader.ValueSpan.StartsWith(name))
            {
                return Encoding.UTF8.GetString(name);
            }
        }
        return null;
    }
}
