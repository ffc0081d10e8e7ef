using System.Security.Cryptography;
using System.Text;

namespace Prenup.Sandbox.OpenAi;

/// <summary>Reasoning sealed by one cloud: opaque to the caller, and worthless anywhere else.</summary>
internal static class Sealed
{
    private const string Prefix = "gAAAAAB";

    public static string Thought(string cloud)
    {
        byte[] noise = RandomNumberGenerator.GetBytes(96);
        return Prefix + Convert.ToBase64String([.. Mark(cloud), .. noise]).Replace('+', '-').Replace('/', '_');
    }

    public static bool IsFrom(string cloud, string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        string base64 = text[Prefix.Length..].Replace('-', '+').Replace('_', '/');
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out int length)
            && bytes.AsSpan(0, length).StartsWith(Mark(cloud));
    }

    private static byte[] Mark(string cloud) => SHA256.HashData(Encoding.UTF8.GetBytes("sandbox " + cloud))[..12];
}
