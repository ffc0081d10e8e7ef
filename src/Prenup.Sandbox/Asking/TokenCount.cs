using System.Text;

namespace Prenup.Sandbox.Asking;

/// <summary>The sandbox's own token count: one for every four UTF-8 bytes begun. Deterministic, and nobody's tokenizer.</summary>
internal static class TokenCount
{
    public const int BytesPerToken = 4;

    public static long Of(string text) => OfBytes(Encoding.UTF8.GetByteCount(text));

    public static long OfBytes(long bytes) => (bytes + BytesPerToken - 1) / BytesPerToken;
}
