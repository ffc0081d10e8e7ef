using System.Security.Cryptography;

namespace Prenup.Sandbox.Google;

/// <summary>A key of the service account: the provider keeps the public half, the file the private one.</summary>
internal sealed class ServiceAccountKey(RSA rsa)
{
    public RSA Rsa { get; } = rsa;

    /// <summary>Names the key, in the file and in the header of what it signs.</summary>
    public string Id { get; } = Convert.ToHexStringLower(SHA256.HashData(rsa.ExportRSAPublicKey()).AsSpan(0, 20));
}
