using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Prenup.Sandbox.Serving;

/// <summary>
/// A certificate authority that lives in memory: nobody trusts it who was not told to. It issues the certificates of
/// the sandbox's https listeners, and of the clients that may call them. Certificates are valid for thirty days, by the
/// real clock whatever the sandbox's own clock says, since it is the operating system that checks them.
/// </summary>
public sealed class TestAuthority : IDisposable
{
    private const string ForServers = "1.3.6.1.5.5.7.3.1";
    private const string ForClients = "1.3.6.1.5.5.7.3.2";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    // Whole seconds, as certificates have them: with a fraction, one issued here could end after the authority.
    private readonly DateTimeOffset _from = DateTimeOffset.FromUnixTimeSeconds(
        TimeProvider.System.GetUtcNow().AddHours(-1).ToUnixTimeSeconds()
    );

    /// <summary>Makes a fresh authority with a key of its own.</summary>
    public TestAuthority()
    {
        var request = new CertificateRequest("CN=Sandbox test authority", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true)
        );
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        Certificate = request.CreateSelfSigned(_from, Until);
    }

    /// <summary>The authority's own certificate.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The authority's certificate as PEM, without its key.</summary>
    public string Pem => Certificate.ExportCertificatePem();

    /// <summary>Writes <see cref="Pem"/> to a file, for a setting that takes the path of a CA.</summary>
    public void WritePem(string path) => File.WriteAllText(path, Pem);

    private DateTimeOffset Until => _from.AddDays(30);

    /// <summary>What a client needs to trust this authority and no other.</summary>
    public X509ChainPolicy Trust() =>
        new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { Certificate },
            RevocationMode = X509RevocationMode.NoCheck,
        };

    /// <summary>Issues a server's certificate with its key, for <c>localhost</c>, both loopback addresses and the hosts given.</summary>
    public X509Certificate2 IssueServer(params IReadOnlyCollection<string> hosts)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        foreach (string host in hosts)
        {
            names.AddDnsName(host);
        }

        return Issue("localhost", ForServers, names.Build());
    }

    /// <summary>Issues a client's certificate with its key; servers see it as <c>CN=name</c>.</summary>
    public ClientIdentity IssueClient(string name) => new(Issue(name, ForClients));

    /// <summary>Whether this authority issued the client's certificate.</summary>
    public bool IsClient(X509Certificate2 certificate)
    {
        using var chain = new X509Chain { ChainPolicy = Trust() };
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ForClients));
        return chain.Build(certificate);
    }

    /// <summary>Forgets the key.</summary>
    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }

    private X509Certificate2 Issue(string name, string usage, params ReadOnlySpan<X509Extension> more)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        foreach (X509Extension extension in more)
        {
            request.CertificateExtensions.Add(extension);
        }

        byte[] serial = RandomNumberGenerator.GetBytes(8);
        using var bare = request.Create(Certificate, _from, Until, serial);
        using X509Certificate2 whole = bare.CopyWithPrivateKey(key);
        // Windows refuses TLS with a key that was never in a container.
        return X509CertificateLoader.LoadPkcs12(
            whole.Export(X509ContentType.Pkcs12),
            null,
            X509KeyStorageFlags.Exportable
        );
    }
}
