using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Prenup.Dialects;

/// <summary>Strings in and out of JSON.</summary>
internal static class JsonText
{
    /// <summary>The string at the reader; false for any other token and for escapes that stand for half a character.</summary>
    public static bool TryGet(ref Utf8JsonReader reader, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
        {
            return false;
        }
        try
        {
            text = reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return false; // the framework's way to say "no valid Unicode": \uD800 without its second half
        }
        return text is not null;
    }

    /// <summary>Whether the reader stands at exactly this string.</summary>
    public static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> text) =>
        reader.TokenType == JsonTokenType.String
        && (
            reader.ValueIsEscaped
                ? TryGet(ref reader, out var unescaped)
                    && Encoding.UTF8.GetBytes(unescaped).AsSpan().SequenceEqual(text)
                : reader.ValueSpan.SequenceEqual(text)
        );

    /// <summary>The string with its quotes, as UTF-8, escaping only what JSON demands.</summary>
    public static byte[] Quote(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.AsSpan().ContainsAny('"', '\\'))
        {
            return Encoding.ASCII.GetBytes($"\"{text}\"");
        }
        var inner = JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes;
        var quoted = new byte[inner.Length + 2];
        quoted[0] = quoted[^1] = (byte)'"';
        inner.CopyTo(quoted.AsSpan(1));
        return quoted;
    }

    /// <summary>A name from the body for an error message, cut to a readable length.</summary>
    public static string Shown(ReadOnlySpan<byte> name)
    {
        const int most = 64;
        return name.Length <= most ? Encoding.UTF8.GetString(name) : Encoding.UTF8.GetString(name[..most]) + "…";
    }
}
