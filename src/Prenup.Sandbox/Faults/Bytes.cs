using System.Text;

namespace Prenup.Sandbox.Faults;

/// <summary>Edits of the bytes of one event or body.</summary>
internal static class Bytes
{
    private static readonly byte[] Broken = [0xC3, 0x28, 0xFF];

    /// <summary>Puts bytes that are not UTF-8 into the middle of the text.</summary>
    public static byte[] BreakUtf8(ReadOnlyMemory<byte> bytes)
    {
        // Between the quotes of the last string value, so that the JSON around stays whole.
        int quote = bytes.Span.LastIndexOf("\":\""u8);
        int at = quote < 0 ? bytes.Length / 2 : quote + 3;
        return [.. bytes.Span[..at], .. Broken, .. bytes.Span[at..]];
    }

    /// <summary>Removes the first closing brace, so that what is left is no JSON.</summary>
    public static byte[] BreakJson(ReadOnlyMemory<byte> bytes)
    {
        int brace = bytes.Span.IndexOf((byte)'}');
        return brace < 0 ? "not json"u8.ToArray() : [.. bytes.Span[..brace], .. bytes.Span[(brace + 1)..]];
    }

    public static byte[] CrLf(ReadOnlyMemory<byte> bytes) => Replace(bytes, "\n", "\r\n");

    public static byte[] LoneCr(ReadOnlyMemory<byte> bytes) => Replace(bytes, "\n", "\r");

    public static byte[] NoSpace(ReadOnlyMemory<byte> bytes) =>
        Replace(Replace(bytes, "data: ", "data:"), "event: ", "event:");

    public static byte[] Comment(ReadOnlyMemory<byte> bytes) => [.. ": SANDBOX PROCESSING\n\n"u8, .. bytes.Span];

    public static byte[] NoLastBlankLine(ReadOnlyMemory<byte> bytes) =>
        bytes.Span.EndsWith("\n\n"u8) ? bytes[..^2].ToArray() : bytes.ToArray();

    private static byte[] Replace(ReadOnlyMemory<byte> bytes, string what, string by) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes.Span).Replace(what, by, StringComparison.Ordinal));
}
