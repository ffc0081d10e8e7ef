using System.Security.Cryptography;
using System.Text;

namespace Prenup.Gateway.Sending.Signing.Aws;

/// <summary>What signs for one secret, day, region and service. Four keyed hashes to make, so it is kept.</summary>
internal sealed class SigningKey
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    private readonly byte[] _key;

    /// <summary>Derives the key.</summary>
    /// <param name="secret">The secret access key.</param>
    /// <param name="day">The day in UTC: <c>20261123</c>.</param>
    /// <param name="region">The region: <c>us-east-2</c>.</param>
    /// <param name="service">The service: <c>bedrock</c>.</param>
    public SigningKey(string secret, string day, string region, string service)
    {
        Scope = $"{day}/{region}/{service}/aws4_request";
        _key = Hash(Hash(Hash(Hash(Encoding.UTF8.GetBytes("AWS4" + secret), day), region), service), "aws4_request");
    }

    /// <summary>What it signs for: <c>20261123/us-east-2/bedrock/aws4_request</c>.</summary>
    public string Scope { get; }

    /// <summary>Signs a canonical request; the signature is in lower-case hexadecimal.</summary>
    /// <param name="timestamp">The instant as sent: <c>20261123T000000Z</c>.</param>
    /// <param name="request">The canonical request.</param>
    public string Sign(string timestamp, ReadOnlySpan<byte> request)
    {
        using var text = new PooledBuffer(256);
        WriteText(timestamp, request, text);
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, text.Span, signature);
        return Convert.ToHexStringLower(signature);
    }

    /// <summary>Writes the text that is signed: algorithm, instant, scope and the canonical request's hash.</summary>
    public void WriteText(string timestamp, ReadOnlySpan<byte> request, PooledBuffer output)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(request, hash);
        Encoding.UTF8.GetBytes($"{Algorithm}\n{timestamp}\n{Scope}\n{Convert.ToHexStringLower(hash)}", output);
    }

    /// <summary>The value of <c>authorization</c>.</summary>
    /// <param name="accessKeyId">Whose secret it is.</param>
    /// <param name="names">The signed headers' names, between semicolons.</param>
    /// <param name="signature">The signature.</param>
    public string Authorization(string accessKeyId, string names, string signature) =>
        $"{Algorithm} Credential={accessKeyId}/{Scope}, SignedHeaders={names}, Signature={signature}";

    private static byte[] Hash(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
