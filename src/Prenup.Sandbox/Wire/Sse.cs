using System.Text;

namespace Prenup.Sandbox.Wire;

/// <summary>Server-sent event framing as the clouds write it: LF line ends and one space after the colon.</summary>
internal static class Sse
{
    /// <summary>The chat dialect's last event.</summary>
    public static ReadOnlyMemory<byte> Done { get; } = "data: [DONE]\n\n"u8.ToArray();

    /// <summary>An event without a name.</summary>
    public static byte[] Data(ReadOnlySpan<byte> json) => [.. "data: "u8, .. json, .. "\n\n"u8];

    /// <summary>An event with a name line.</summary>
    public static byte[] Event(string name, ReadOnlySpan<byte> json) =>
        [.. "event: "u8, .. Encoding.UTF8.GetBytes(name), .. "\n"u8, .. Data(json)];
}
