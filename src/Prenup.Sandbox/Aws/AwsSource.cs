namespace Prenup.Sandbox.Aws;

/// <summary>Where session credentials come from.</summary>
public enum AwsSource
{
    /// <summary>STS AssumeRole.</summary>
    AssumeRole,

    /// <summary>STS AssumeRoleWithWebIdentity.</summary>
    WebIdentity,

    /// <summary>The SSO portal.</summary>
    Sso,

    /// <summary>The endpoint inside a container (ECS, EKS Pod Identity).</summary>
    Container,

    /// <summary>Instance metadata, version 2.</summary>
    InstanceMetadata,

    /// <summary>A test, by <see cref="AwsCredentialBook.Issue"/>.</summary>
    Test,
}
