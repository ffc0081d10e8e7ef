using Prenup.Sandbox.Asking;

namespace Prenup.Sandbox.Answering;

/// <summary>One generated choice.</summary>
/// <param name="Text">What the model says; empty when it only calls tools.</param>
/// <param name="Calls">The tool calls it makes.</param>
/// <param name="Finish">Chat's word for why it stopped: stop, length, tool_calls or content_filter.</param>
/// <param name="Reasoning">Tokens of hidden thought, generated first.</param>
internal sealed record Answer(string Text, IReadOnlyList<ToolCall> Calls, string Finish, long Reasoning)
{
    private const int LongestPiece = 16;
    private const string Musing = "Let me think. ";

    /// <summary>All generated tokens, thought included.</summary>
    public long Tokens => Reasoning + TokenCount.Of(Text) + Calls.Sum(c => c.Tokens);

    /// <summary>The thought's text where it is shown, as long as <see cref="Reasoning"/> says; null when there was none.</summary>
    public string? Thought =>
        Reasoning == 0
            ? null
            : string.Concat(Enumerable.Repeat(Musing, (int)Reasoning))[..((int)Reasoning * TokenCount.BytesPerToken)];

    /// <summary>A text cut into the fragments a stream carries: words with the space before them, never half a character.</summary>
    public static IEnumerable<string> Pieces(string text)
    {
        int start = 0;
        for (int i = 1; i < text.Length; i++)
        {
            bool splitsPair = char.IsLowSurrogate(text[i]);
            if (!splitsPair && (text[i] == ' ' || i - start >= LongestPiece))
            {
                yield return text[start..i];
                start = i;
            }
        }

        if (start < text.Length)
        {
            yield return text[start..];
        }
    }
}
