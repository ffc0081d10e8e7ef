using System.Globalization;
using System.Text;

namespace Prenup.Sandbox.Aws.Signing;

/// <summary>Percent-encoding as signatures want it: every byte but A-Z a-z 0-9 - _ . ~, in upper-case hex.</summary>
internal static class UriText
{
    /// <summary>Encodes text; a slash is kept where it separates segments.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes, bool keepSlash)
    {
        var text = new StringBuilder(bytes.Length + 16);
        foreach (byte b in bytes)
        {
            char c = (char)b;
            bool plain = char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~' || (keepSlash && c == '/');
            _ = plain ? text.Append(c) : text.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }

        return text.ToString();
    }

    public static string Encode(string text, bool keepSlash = false) => Encode(Encoding.UTF8.GetBytes(text), keepSlash);

    /// <summary>The bytes behind percent signs; a sign without two hex digits stands for itself.</summary>
    public static byte[] Decode(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int length = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            bool escaped =
                bytes[i] == '%'
                && i + 2 < bytes.Length
                && char.IsAsciiHexDigit((char)bytes[i + 1])
                && char.IsAsciiHexDigit((char)bytes[i + 2]);
            bytes[length++] = escaped
                ? byte.Parse(bytes.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
                : bytes[i];
            i += escaped ? 2 : 0;
        }

        return bytes[..length];
    }

    /// <summary>Decoded as text.</summary>
    public static string DecodeText(string text) => Encoding.UTF8.GetString(Decode(text));
}
