using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Prenup.Dialects.Requests;

/// <summary>The text of a request body without the JSON around it: what its tokens are counted of.</summary>
public static class PromptText
{
    // A long word of ASCII is no text: a picture, a file, sealed state.
    private const int LongestWord = 1 << 10;

    /// <summary>
    /// Writes every value and every name, unescaped, one a line: names stand for the tokens that clouds put around messages and
    /// tools. Pictures and files are left out. What is no JSON is written up to where it ceases to be.
    /// </summary>
    public static void Write(ReadOnlySpan<byte> body, IBufferWriter<byte> target)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 256 });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName or JsonTokenType.Number)
                {
                    Line(ref reader, target);
                }
            }
        }
        catch (JsonException)
        {
            return;
        }
    }

    private static void Line(ref Utf8JsonReader reader, IBufferWriter<byte> target)
    {
        var value = reader.ValueSpan;
        if (value.Length > LongestWord && Ascii.IsValid(value) && value.IndexOfAny((byte)' ', (byte)'\\') < 0)
        {
            return;
        }
        var line = target.GetSpan(value.Length + 1);
        var length = Unescape(ref reader, line);
        line[length] = (byte)'\n';
        target.Advance(length + 1);
    }

    private static int Unescape(ref Utf8JsonReader reader, Span<byte> target)
    {
        if (reader.ValueIsEscaped)
        {
            try
            {
                return reader.CopyString(target);
            }
            catch (InvalidOperationException)
            {
                // half a character: as it came
            }
        }
        reader.ValueSpan.CopyTo(target);
        return reader.ValueSpan.Length;
    }
}
