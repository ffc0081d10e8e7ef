namespace Prenup.Sandbox.Asking;

/// <summary>Everything the model reads, reduced to what the sandbox needs of it.</summary>
/// <param name="Transcript">All text in order; the prompt cache compares beginnings of it.</param>
/// <param name="Tokens">Prompt tokens by the sandbox's own count.</param>
/// <param name="LastUserText">The last text a user wrote.</param>
/// <param name="EndsWithToolResult">Whether the newest message is a tool's result.</param>
internal sealed record Prompt(string Transcript, long Tokens, string LastUserText, bool EndsWithToolResult)
{
    /// <summary>Whether the last user text contains a phrase that steers the sandbox.</summary>
    public bool Says(string phrase) => LastUserText.Contains(phrase, StringComparison.OrdinalIgnoreCase);
}
