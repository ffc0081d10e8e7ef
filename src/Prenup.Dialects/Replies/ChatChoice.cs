using System.Text.Json;

namespace Prenup.Dialects.Replies;

/// <summary>Reads one element of a chunk's <c>choices</c>. Azure sends some without a delta, some with nothing but filters.</summary>
internal static class ChatChoice
{
    /// <summary>Reads the object at the reader and leaves the reader at its end.</summary>
    public static void Read(ref Utf8JsonReader reader, ref ChoiceReading choice)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("delta"u8))
            {
                reader.Read();
                Delta(ref reader, ref choice);
            }
            else if (name.SequenceEqual("index"u8))
            {
                reader.Read();
                _ = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out choice.Index);
                reader.Skip();
            }
            else if (name.SequenceEqual("finish_reason"u8))
            {
                reader.Read();
                choice.HasFinished |= reader.TokenType == JsonTokenType.String && !reader.ValueSpan.IsEmpty;
                choice.FinishedInError |= JsonText.Is(ref reader, "error"u8);
                reader.Skip();
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
    }

    private static void Delta(ref Utf8JsonReader reader, ref ChoiceReading choice)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isContent = IsContent(reader.ValueSpan);
            reader.Read();
            if (isContent)
            {
                Content(ref reader, ref choice);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static bool IsContent(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("content"u8)
        || name.SequenceEqual("tool_calls"u8)
        || name.SequenceEqual("reasoning"u8)
        || name.SequenceEqual("reasoning_content"u8)
        || name.SequenceEqual("reasoning_details"u8)
        || name.SequenceEqual("refusal"u8)
        || name.SequenceEqual("function_call"u8)
        || name.SequenceEqual("audio"u8);

    // A text that is not empty, or an array or object that is not empty: tool calls, audio, parts.
    private static void Content(ref Utf8JsonReader reader, ref ChoiceReading choice)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            if (!reader.ValueSpan.IsEmpty)
            {
                choice.HasContent = true;
                choice.Pieces++;
                choice.TextOffset = (int)reader.TokenStartIndex + 1;
                choice.TextLength = reader.ValueSpan.Length;
            }
            choice.OutputBytes += GeneratedText.Bytes(ref reader);
            return;
        }
        if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
        {
            return;
        }
        choice.Pieces += 2; // never one plain text
        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            choice.HasContent = true;
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                var isText = IsText(reader.ValueSpan);
                reader.Read();
                choice.OutputBytes += isText ? GeneratedText.Bytes(ref reader) : 0;
            }
        }
    }

    private static bool IsText(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("arguments"u8)
        || name.SequenceEqual("name"u8)
        || name.SequenceEqual("input"u8)
        || name.SequenceEqual("text"u8)
        || name.SequenceEqual("transcript"u8);
}
