using Prenup.Core.Keys;

namespace Prenup.Core.Offers.Credentials;

/// <summary>AWS credentials that sign requests (SigV4). Empty is AWS's standard chain: environment, profile, SSO, web identity, container, instance.</summary>
public sealed record AwsCredential : CloudCredential
{
    /// <summary>A profile of the shared configuration files; null is the chain's own choice.</summary>
    public string? Profile { get; init; }

    /// <summary>A fixed access key; null where the chain or a profile has it.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>The fixed access key's secret.</summary>
    public Secret? SecretAccessKey { get; init; }

    /// <summary>The fixed access key's session token; null for a long-term key.</summary>
    public Secret? SessionToken { get; init; }

    /// <summary>A role to take with the credentials above; null for none.</summary>
    public string? RoleArn { get; init; }

    /// <summary>The external id that the role's owner asks for; null for none.</summary>
    public string? ExternalId { get; init; }

    /// <summary>A file with the web identity token to take the role with, absolute; null for none.</summary>
    public string? WebIdentityTokenFile { get; init; }

    /// <summary>Where STS is, instead of AWS's own address for the region; null for that.</summary>
    public Uri? TokenEndpoint { get; init; }
}
