using System.Security.Cryptography;
using System.Text;

namespace Prenup.Sandbox.Aws.Signing;

/// <summary>AWS Signature Version 4: the arithmetic, after the canonical request.</summary>
public static class SigV4
{
    /// <summary>The name of the scheme.</summary>
    public const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>The signature in lower-case hex.</summary>
    /// <param name="secret">The secret access key.</param>
    /// <param name="scope">The scope that was named.</param>
    /// <param name="time">The request's time as yyyyMMddTHHmmssZ.</param>
    /// <param name="canonicalRequest">What <see cref="CanonicalRequest"/> wrote.</param>
    public static string Sign(string secret, Scope scope, string time, string canonicalRequest) =>
        Convert.ToHexStringLower(Hmac(Key(secret, scope), StringToSign(scope, time, canonicalRequest)));

    /// <summary>What the key signs: time, scope and the hash of the canonical request.</summary>
    public static string StringToSign(Scope scope, string time, string canonicalRequest)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(canonicalRequest));
        return $"{Algorithm}\n{time}\n{scope.Text}\n{Convert.ToHexStringLower(hash)}";
    }

    /// <summary>Whether two texts are equal, in a time that tells nothing about where they differ.</summary>
    public static bool AreEqual(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private static byte[] Key(string secret, Scope scope)
    {
        byte[] key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (string part in (string[])[scope.Date, scope.Region, scope.Service, "aws4_request"])
        {
            key = Hmac(key, part);
        }

        return key;
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
