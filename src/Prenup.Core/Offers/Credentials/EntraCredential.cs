using Prenup.Core.Keys;

namespace Prenup.Core.Offers.Credentials;

/// <summary>A Microsoft Entra identity: with a client secret, a certificate, a federated token file (workload identity), or managed.</summary>
public sealed record EntraCredential : CloudCredential
{
    /// <summary>The tenant; null for a managed identity.</summary>
    public string? Tenant { get; init; }

    /// <summary>The application, or the user-assigned managed identity; null for the system-assigned one.</summary>
    public string? ClientId { get; init; }

    /// <summary>The application's secret; null where another proof is given.</summary>
    public Secret? ClientSecret { get; init; }

    /// <summary>A PEM or PKCS#12 file with certificate and private key, absolute; null where another proof is given.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>A file with the federated token, absolute; null where another proof is given.</summary>
    public string? TokenFile { get; init; }

    /// <summary>Whether the machine's own managed identity is used.</summary>
    public bool Managed { get; init; }

    /// <summary>Where Entra is, instead of <c>https://login.microsoftonline.com</c>; null for that.</summary>
    public Uri? Authority { get; init; }

    /// <summary>What the token is for.</summary>
    public string Scope { get; init; } = "https://cognitiveservices.azure.com/.default";
}
