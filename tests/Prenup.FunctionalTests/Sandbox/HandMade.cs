using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Prenup.FunctionalTests.Sandbox;

/// <summary>Signed tokens made by hand, so that they can be wrong in one place.</summary>
internal static class HandMade
{
    public static string Jwt(string privateKeyPem, string claims, string header = """{"alg":"RS256","typ":"JWT"}""")
    {
        using RSA key = RSA.Create();
        key.ImportFromPem(privateKeyPem);
        string text =
            $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        byte[] signature = key.SignData(
            Encoding.ASCII.GetBytes(text),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        return $"{text}.{Base64Url.EncodeToString(signature)}";
    }

    public static string FlipLastSignatureBit(string jwt)
    {
        int at = jwt.LastIndexOf('.') + 1;
        byte[] signature = Base64Url.DecodeFromChars(jwt.AsSpan(at));
        signature[^1] ^= 1;
        return jwt[..at] + Base64Url.EncodeToString(signature);
    }
}
