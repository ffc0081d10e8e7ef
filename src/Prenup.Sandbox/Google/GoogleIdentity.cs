using System.Security.Cryptography;
using Prenup.Sandbox.Serving;
using Prenup.Sandbox.Tokens;

namespace Prenup.Sandbox.Google;

/// <summary>
/// Google's side of a sign-in: the token endpoint, token exchange and impersonation over https, the metadata server over
/// http, and the credentials that they take. Vertex believes the tokens issued here.
/// </summary>
public sealed class GoogleIdentity
{
    internal const string CloudScope = "https://www.googleapis.com/auth/cloud-platform";

    private Lazy<ServiceAccountKey> _key = new(static () => new(ProcessKeys.Of("service account")));

    internal GoogleIdentity(SandboxOptions options, Tls tls)
    {
        Tokens = new("ya29.sandbox-", options.TimeProvider);
        Workloads = new(options.TimeProvider);
        var front = new GoogleTokenFront(this, options.TimeProvider);
        Endpoint = new("google", KeyRing.Empty, options.PortOf("google"), front, options, tls) { Tokens = Tokens };
        var metadata = new MetadataFront(this, options.TimeProvider);
        Metadata = new("google-metadata", KeyRing.Empty, options.PortOf("google-metadata"), metadata, options)
        {
            Tokens = Tokens,
        };
    }

    /// <summary>The tokens, counted as <c>jwt-bearer</c>, <c>refresh-token</c>, <c>token-exchange</c>, <c>impersonation</c> and <c>metadata</c>.</summary>
    public TokenBook Tokens { get; }

    /// <summary>The https listener of all token requests: its calls, and its faults.</summary>
    public SandboxCloud Endpoint { get; }

    /// <summary>The http listener of the metadata server: its calls, and its faults.</summary>
    public SandboxCloud Metadata { get; }

    /// <summary>The cluster whose tokens are exchanged for Google's.</summary>
    public WorkloadIssuer Workloads { get; }

    /// <summary>The one project that may be used.</summary>
    public string Project => "sandbox-project";

    /// <summary>The service account's address.</summary>
    public string Email => $"gateway@{Project}.iam.gserviceaccount.com";

    /// <summary>The audience of a token to be exchanged.</summary>
    public string WorkloadAudience =>
        "//iam.googleapis.com/projects/123456789/locations/global/workloadIdentityPools/sandbox/providers/cluster";

    /// <summary>Where assertions and refresh tokens are turned into access tokens: a service-account file's <c>token_uri</c>.</summary>
    public Uri TokenUri => new(Endpoint.Address, "token");

    /// <summary>Where tokens of another provider are exchanged.</summary>
    public Uri ExchangeUri => new(Endpoint.Address, "v1/token");

    /// <summary>Host and port of the metadata server, as <c>GCE_METADATA_HOST</c> takes them.</summary>
    public string MetadataHost => Metadata.Address.Authority;

    internal string ClientId => "sandbox.apps.googleusercontent.com";

    internal string ClientSecret => "sandbox-google-client-secret";

    internal string RefreshToken => "1//sandbox-google-refresh-token";

    internal ServiceAccountKey Key => _key.Value;

    /// <summary>Gives the service account a new key; files written before are refused from now on.</summary>
    public void RotateKey() => _key = new(static () => new(RSA.Create(2048)));

    /// <summary>Writes the service account's key file, with this sandbox's <see cref="TokenUri"/>.</summary>
    public void WriteServiceAccount(string path) => File.WriteAllBytes(path, CredentialFiles.ServiceAccount(this));

    /// <summary>Writes what a person's sign-in leaves behind as application default credentials: a refresh token.</summary>
    public void WriteAuthorizedUser(string path) => File.WriteAllBytes(path, CredentialFiles.AuthorizedUser(this));

    /// <summary>Writes a workload identity federation file, which exchanges the token found in another file.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="tokenPath">Where the workload's token lies; see <see cref="WriteWorkloadToken"/>.</param>
    /// <param name="impersonate">Whether the exchanged token is then exchanged for one of the service account.</param>
    public void WriteExternalAccount(string path, string tokenPath, bool impersonate = false) =>
        File.WriteAllBytes(path, CredentialFiles.ExternalAccount(this, tokenPath, impersonate));

    /// <summary>Writes a fresh token of the cluster for <see cref="WorkloadAudience"/>.</summary>
    public void WriteWorkloadToken(string path) => File.WriteAllText(path, Workloads.Issue(WorkloadAudience));
}
