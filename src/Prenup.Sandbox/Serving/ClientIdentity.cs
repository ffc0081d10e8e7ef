using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Prenup.Sandbox.Serving;

/// <summary>A client's certificate with its key, as objects and as files.</summary>
/// <param name="Certificate">The certificate, with its key.</param>
public sealed record ClientIdentity(X509Certificate2 Certificate)
{
    /// <summary>The certificate as PEM.</summary>
    public string CertificatePem => Certificate.ExportCertificatePem();

    /// <summary>The key as PEM, in PKCS #8, not encrypted.</summary>
    public string KeyPem => ((AsymmetricAlgorithm?)Ecdsa() ?? Rsa())!.ExportPkcs8PrivateKeyPem();

    /// <summary>Writes certificate and key into one PEM file.</summary>
    public void WritePem(string path) => File.WriteAllText(path, CertificatePem + "\n" + KeyPem + "\n");

    private ECDsa? Ecdsa() => Certificate.GetECDsaPrivateKey();

    private RSA? Rsa() => Certificate.GetRSAPrivateKey();
}
