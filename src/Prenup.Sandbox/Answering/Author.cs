using System.Globalization;
using System.Text;
using System.Text.Json;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Answering;

/// <summary>
/// Makes up answers, deterministically. The last user text steers it: "call the tool", "parallel", "200 words", "filter the answer".
/// </summary>
internal static class Author
{
    private const int UsualWords = 24;
    private const int MostWords = 20_000;
    private const string Words =
        "this answer is simulated by a sandbox cloud on loopback with naïve prose and a fox 🦊 in it";

    public static Answer Write(Asked asked, Model model, int choice = 0)
    {
        long reasoning = Math.Min(Reasoning(model, asked.Effort), asked.MaxTokens);
        long left = asked.MaxTokens - reasoning;
        List<ToolCall> calls = [.. CallTools(asked)];
        if (calls.Count > 0)
        {
            int fitting = calls.Count;
            while (fitting > 0 && calls.Take(fitting).Sum(c => c.Tokens) > left)
            {
                fitting--;
            }

            return new("", calls[..fitting], fitting < calls.Count ? "length" : "tool_calls", reasoning);
        }

        string text = Say(asked, choice);
        string fittingText = Shorten(text, left);
        string finish =
            fittingText.Length < text.Length ? "length"
            : asked.Prompt.Says("filter the answer") ? "content_filter"
            : "stop";
        return new(fittingText, [], finish, reasoning);
    }

    private static long Reasoning(Model model, string? effort) =>
        !model.Reasons
            ? 0
            : effort switch
            {
                "none" => 0,
                "minimal" => 16,
                "low" => 32,
                "high" => 128,
                "xhigh" or "max" => 256,
                _ => 64,
            };

    private static IEnumerable<ToolCall> CallTools(Asked asked)
    {
        bool forced = asked.ToolChoice == "required" || asked.ToolChoice.StartsWith('=');
        bool invited = asked.Prompt.Says("call the tool") && !asked.Prompt.EndsWithToolResult;
        if (asked.Tools.Count == 0 || asked.ToolChoice == "none" || !(forced || invited))
        {
            yield break;
        }

        string named = asked.ToolChoice.TrimStart('=');
        Tool first = asked.Tools.FirstOrDefault(t => t.Name == named) ?? asked.Tools[0];
        yield return Call(first);
        if (asked.ParallelTools && asked.Prompt.Says("parallel"))
        {
            yield return Call(asked.Tools.FirstOrDefault(t => t != first) ?? first);
        }
    }

    private static ToolCall Call(Tool tool) => new(WireId.Call(), tool.Name, SchemaSample.Document(tool.Parameters));

    private static string Say(Asked asked, int choice)
    {
        if (asked.Schema.ValueKind == JsonValueKind.Object)
        {
            return SchemaSample.Document(asked.Schema);
        }

        int count = WishedWords(asked.Prompt.LastUserText) ?? UsualWords;
        string[] words = Words.Split(' ');
        return string.Join(
            ' ',
            Enumerable.Range(choice, Math.Clamp(count, 1, MostWords)).Select(i => words[i % words.Length])
        );
    }

    private static string Shorten(string text, long tokens)
    {
        if (TokenCount.Of(text) <= tokens)
        {
            return text;
        }

        var kept = new StringBuilder();
        long bytes = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (TokenCount.OfBytes(bytes) > tokens)
            {
                break;
            }

            kept.Append(rune);
        }

        return kept.ToString();
    }

    // "200 words" anywhere in the text.
    private static int? WishedWords(string text)
    {
        string[] words = text.Split(' ');
        int at = Array.FindIndex(words, w => w.TrimEnd('.', ',', '!') == "words");
        return at > 0 && int.TryParse(words[at - 1], NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            ? count
            : null;
    }
}
