namespace Prenup.Sandbox.Aws;

/// <summary>How the simulated AWS is started. Every default is safe for a test: any free port, fixed credentials of nobody.</summary>
public sealed record SandboxAwsOptions
{
    /// <summary>Loopback port of bedrock-runtime; 0 takes any free one.</summary>
    public int RuntimePort { get; init; }

    /// <summary>Loopback port of bedrock-mantle; 0 takes any free one.</summary>
    public int MantlePort { get; init; }

    /// <summary>Loopback port of the identity services; 0 takes any free one.</summary>
    public int IdentityPort { get; init; }

    /// <summary>The region that both Bedrock hosts stand for; signatures for another are refused.</summary>
    public string Region { get; init; } = "us-east-2";

    /// <summary>The long-term Bedrock API key that both hosts accept, as <c>Authorization: Bearer</c>.</summary>
    public string BedrockKey { get; init; } = "ABSKsandbox-bedrock-key";

    /// <summary>The long-term credentials that exist from the start.</summary>
    public AwsCredentials LongTerm { get; init; } =
        new("AKIASANDBOXLONGTERM0", "sandbox/secret+access/key+of+nobody00000");

    /// <summary>How long session credentials live; a second is allowed.</summary>
    public TimeSpan CredentialLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The account of the role.</summary>
    public string AccountId { get; init; } = "123456789012";

    /// <summary>The one role that can be assumed, and that the instance has.</summary>
    public string RoleName { get; init; } = "sandbox-role";

    /// <summary>The role's ARN.</summary>
    public string RoleArn => $"arn:aws:iam::{AccountId}:role/{RoleName}";

    /// <summary>The token file content that AssumeRoleWithWebIdentity accepts.</summary>
    public string WebIdentityToken { get; init; } = "sandbox-web-identity-token";

    /// <summary>The access token that the SSO portal accepts.</summary>
    public string SsoToken { get; init; } = "sandbox-sso-token";

    /// <summary>The <c>Authorization</c> header that the container endpoint accepts.</summary>
    public string ContainerToken { get; init; } = "sandbox-container-token";
}
