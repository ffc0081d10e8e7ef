using Prenup.Core.Keys;

namespace Prenup.Core.Ports;

/// <summary>A credential that may be used until it ends: a bearer token or key, or an access key that signs.</summary>
/// <param name="Secret">The token or key; for AWS the secret access key.</param>
/// <param name="Expires">Its end; <see cref="DateTimeOffset.MaxValue"/> where nobody said.</param>
public sealed record IssuedCredential(Secret Secret, DateTimeOffset Expires)
{
    /// <summary>From when it is worth fetching again while this one serves; null where its end alone says so.</summary>
    public DateTimeOffset? LookAgain { get; init; }

    /// <summary>For AWS the access key's id; null for others.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>For AWS the session token; null for a long-term key and for others.</summary>
    public Secret? SessionToken { get; init; }
}
