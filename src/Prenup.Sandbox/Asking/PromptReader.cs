using System.Text;
using System.Text.Json;

namespace Prenup.Sandbox.Asking;

/// <summary>Collects the texts and images of a request and counts them.</summary>
internal sealed class PromptReader
{
    private const int TokensPerMessage = 3;
    private const int TokensPerImage = 765;
    private const int TokensPerSmallImage = 85;

    private readonly StringBuilder _transcript = new();
    private string _lastUserText = "";
    private bool _endsWithToolResult;
    private long _tokens;

    /// <summary>Tools are read before messages by the model, so they come first in the transcript.</summary>
    public void AddTools(JsonElement tools)
    {
        foreach (JsonElement tool in tools.Items())
        {
            AddText(tool.GetRawText());
        }
    }

    /// <summary>What an earlier answer left behind, when a request continues it.</summary>
    public void Continue(string transcript, long tokens)
    {
        _transcript.Append(transcript);
        _tokens += tokens;
    }

    /// <summary>One message; content is a string or an array of parts, in either dialect's spelling.</summary>
    public void AddMessage(string role, JsonElement content)
    {
        _tokens += TokensPerMessage;
        _transcript.Append(role).Append(':');
        string text = content.Text() ?? string.Join('\n', content.Items().Select(PartText));
        AddText(text);
        foreach (JsonElement part in content.Items().Where(p => p.Text("type") is "image_url" or "input_image"))
        {
            AddImage(part);
        }

        _endsWithToolResult = role == "tool";
        if (role == "user")
        {
            _lastUserText = text;
        }
    }

    /// <summary>A tool call the model made earlier.</summary>
    public void AddToolCall(string? name, string? arguments) => AddText(name + "(" + arguments + ")");

    public Prompt Read() => new(_transcript.ToString(), Math.Max(_tokens, 1), _lastUserText, _endsWithToolResult);

    private void AddText(string text)
    {
        _tokens += TokenCount.Of(text);
        _transcript.Append(text).Append('\n');
    }

    private void AddImage(JsonElement part)
    {
        JsonElement image = part.Get("image_url");
        string? detail = part.Text("detail") ?? image.Text("detail");
        _tokens += detail == "low" ? TokensPerSmallImage : TokensPerImage;
        _transcript.Append(image.Text() ?? image.Text("url") ?? part.Text("file_id")).Append('\n');
    }

    private static string PartText(JsonElement part) => part.Text("text") ?? part.Text("refusal") ?? "";
}
