using System.Text.Json;

namespace Prenup.Dialects.Replies;

/// <summary>The size of generated text.</summary>
internal static class GeneratedText
{
    /// <summary>UTF-8 bytes of the string at the reader, escapes counted as what they stand for; 0 for any other token.</summary>
    public static int Bytes(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return 0;
        }
        var text = reader.ValueSpan;
        if (!reader.ValueIsEscaped)
        {
            return text.Length;
        }
        var bytes = 0;
        while (text.IndexOf((byte)'\\') is >= 0 and var at)
        {
            var isUnicode = text[at + 1] == 'u'; // six bytes stand for at most three; a pair of them for four
            bytes += at + (isUnicode ? 3 : 1);
            text = text[(at + (isUnicode ? 6 : 2))..];
        }
        return bytes + text.Length;
    }
}
