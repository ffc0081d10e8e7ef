using System.Security.Cryptography;

namespace Prenup.Sandbox.Google;

/// <summary>A key of the service account: the provider keeps the public half, the file the private one.</summary>
internal sealed class ServiceAccountKey
{
    public RSA Rsa { get; } = RSA.Create(2048);

    public string Id { get; } = RandomNumberGenerator.GetHexString(40, lowercase: true);
}
