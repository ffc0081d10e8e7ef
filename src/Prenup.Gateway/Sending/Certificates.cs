using System.Security.Cryptography.X509Certificates;

namespace Prenup.Gateway.Sending;

/// <summary>Certificates out of PEM files.</summary>
public static class Certificates
{
    /// <summary>Every certificate of a file.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The file is not PEM.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static X509Certificate2Collection Authorities(string path)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(path);
        return authorities;
    }

    /// <summary>A certificate and its private key, out of one file.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The file lacks either of them.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static X509Certificate2 WithKey(string path) => X509Certificate2.CreateFromPemFile(path);
}
