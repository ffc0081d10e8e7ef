using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Prenup.Sandbox.Serving;
using Prenup.Sandbox.Tokens;

namespace Prenup.Sandbox.Entra;

/// <summary>
/// Microsoft Entra ID's side of a sign-in: the tenant's token endpoint over https, a machine's managed identity over http,
/// and the one registered application with its secret, certificate and federated credential. Azure believes the tokens issued here.
/// </summary>
public sealed class EntraIdentity
{
    private readonly Lazy<ClientIdentity> _certificate = new(NewCertificate);

    internal EntraIdentity(SandboxOptions options, Tls tls)
    {
        Tokens = new("eyJ0eXAiOiJKV1Qi.sandbox-entra-", options.TimeProvider);
        Workloads = new(options.TimeProvider);
        Endpoint = new(
            "entra",
            KeyRing.Empty,
            options.PortOf("entra"),
            new EntraFront(this, options.TimeProvider),
            options,
            tls
        )
        {
            Tokens = Tokens,
        };
        var machine = new ManagedIdentityFront(this, options.TimeProvider);
        ManagedIdentity = new("azure-identity", KeyRing.Empty, options.PortOf("azure-identity"), machine, options)
        {
            Tokens = Tokens,
        };
    }

    /// <summary>The tokens, counted as <c>client-secret</c>, <c>client-certificate</c>, <c>federated</c>, <c>imds</c> and <c>app-service</c>.</summary>
    public TokenBook Tokens { get; }

    /// <summary>The https listener of the tenant: its calls, and its faults.</summary>
    public SandboxCloud Endpoint { get; }

    /// <summary>The http listener of managed identities: its calls, and its faults.</summary>
    public SandboxCloud ManagedIdentity { get; }

    /// <summary>The cluster whose tokens the application's federated credential trusts.</summary>
    public WorkloadIssuer Workloads { get; }

    /// <summary>The authority host, as <c>AZURE_AUTHORITY_HOST</c> takes it.</summary>
    public Uri Authority => Endpoint.Address;

    /// <summary>The tenant's id.</summary>
    public string Tenant => "a5a5a5a5-0000-4000-8000-00000000face";

    /// <summary>The application's id; a user-assigned managed identity has it too.</summary>
    public string Client => "c1c1c1c1-0000-4000-8000-00000000cafe";

    /// <summary>The application's secret of this moment.</summary>
    public string Secret { get; private set; } = "sandbox-entra-secret";

    /// <summary>The application's certificate with its RSA key.</summary>
    public ClientIdentity Certificate => _certificate.Value;

    /// <summary>The audience of a token of <see cref="Workloads"/>.</summary>
    public string WorkloadAudience => "api://AzureADTokenExchange";

    /// <summary>What <c>IDENTITY_ENDPOINT</c> says in an App Service.</summary>
    public Uri IdentityEndpoint => new(ManagedIdentity.Address, "msi/token");

    /// <summary>What <c>IDENTITY_HEADER</c> says in an App Service.</summary>
    public string IdentityHeader => "sandbox-identity-header";

    /// <summary>Gives the application a new secret; the one before is refused from now on.</summary>
    public void RotateSecret() => Secret = "sandbox-entra-" + RandomNumberGenerator.GetHexString(16, lowercase: true);

    /// <summary>Writes certificate and key of the application as one PEM file.</summary>
    public void WriteCertificate(string path) => Certificate.WritePem(path);

    /// <summary>Writes a fresh token of the cluster, as <c>AZURE_FEDERATED_TOKEN_FILE</c> names it.</summary>
    public void WriteWorkloadToken(string path) => File.WriteAllText(path, Workloads.Issue(WorkloadAudience));

    private static ClientIdentity NewCertificate()
    {
        using RSA key = ProcessKeys.Of("application");
        var request = new CertificateRequest("CN=gateway", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return new(request.CreateSelfSigned(now.AddHours(-1), now.AddDays(30)));
    }
}
