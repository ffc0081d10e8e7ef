namespace Prenup.Sandbox.Aws;

/// <summary>One set of AWS credentials; they are the sandbox's own, in clear.</summary>
/// <param name="AccessKeyId">The key's id: AKIA… for long-term, ASIA… for session credentials.</param>
/// <param name="SecretAccessKey">The secret that signs.</param>
/// <param name="SessionToken">The token that session credentials carry; null for long-term ones.</param>
/// <param name="ExpiresAt">From when they are refused as expired; null for never.</param>
public sealed record AwsCredentials(
    string AccessKeyId,
    string SecretAccessKey,
    string? SessionToken = null,
    DateTimeOffset? ExpiresAt = null
);
