using System.Security.Cryptography;
using System.Text;

namespace Prenup.Configuring.Yaml;

/// <summary>A file that a configuration was read from: its text, and a digest by which a later look knows that it changed.</summary>
/// <param name="Text">The text; null where it cannot be read.</param>
/// <param name="Digest">The SHA-256 of its bytes; empty where it cannot be read.</param>
/// <param name="WhyNot">Why it cannot be read; null where it can.</param>
internal sealed record SourceFile(string? Text, string Digest, string? WhyNot)
{
    /// <summary>Reads a file as it is now, through whatever links lead to it.</summary>
    public static SourceFile Read(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            using var text = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
            return new SourceFile(text.ReadToEnd(), Convert.ToHexString(SHA256.HashData(bytes)), null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new SourceFile(null, "", fault.Message);
        }
    }
}
