namespace Prenup.Core.Offers.Credentials;

/// <summary>A Google Cloud identity, as a bearer token. Empty is Google's application default: file, then metadata server.</summary>
public sealed record GoogleCredential : CloudCredential
{
    /// <summary>A service account's or workload identity's JSON file, absolute; null for the application default.</summary>
    public string? File { get; init; }

    /// <summary>Where tokens are issued, instead of the address in the file; null for that.</summary>
    public Uri? TokenEndpoint { get; init; }
}
