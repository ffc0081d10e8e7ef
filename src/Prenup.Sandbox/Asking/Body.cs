using System.Text;
using System.Text.Json;
using Prenup.Sandbox.Seeing;

namespace Prenup.Sandbox.Asking;

/// <summary>
/// The clouds' own, tolerant reading of a body: a byte order mark is skipped, invalid UTF-8 becomes U+FFFD,
/// the last of duplicate keys counts, escaped key names are unescaped.
/// </summary>
internal static class Body
{
    public static (JsonElement Json, string? Error) Parse(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return (default, null);
        }

        try
        {
            string text = Encoding.UTF8.GetString(bytes.Span).TrimStart('\uFEFF');
            using JsonDocument document = JsonDocument.Parse(text);
            return (document.RootElement.Clone(), null);
        }
        catch (JsonException refused)
        {
            return (default, refused.Message);
        }
    }

    public static SeenBody See(JsonElement json) =>
        json.ValueKind != JsonValueKind.Object
            ? new()
            : new()
            {
                IsObject = true,
                Model = json.Text("model"),
                Stream = json.Flag("stream"),
                IncludeUsage = json.Get("stream_options").Flag("include_usage"),
                MaxTokens =
                    json.Long("max_completion_tokens") ?? json.Long("max_output_tokens") ?? json.Long("max_tokens"),
                ServiceTier = json.Text("service_tier"),
                Choices = json.Long("n"),
                PreviousResponseId = json.Text("previous_response_id"),
                Store = json.Flag("store"),
            };
}
