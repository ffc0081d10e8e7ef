using System.Security.Cryptography;

namespace Prenup.Gateway.Sending.Signing.Aws;

/// <summary>The SHA-256 of a body as it will be sent, edits included, without copying it together.</summary>
internal static class BodyHash
{
    private const string OfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [ThreadStatic]
    private static IncrementalHash? _hash;

    /// <summary>The hash in lower-case hexadecimal.</summary>
    public static string Of(SplicedContent? body)
    {
        if (body is null)
        {
            return OfNothing;
        }
        var hash = _hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var run in body.Runs)
        {
            hash.AppendData(run.Span);
        }
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
