using Prenup.Configuring.Yaml;
using Prenup.Core.Offers.Credentials;

namespace Prenup.Configuring.Sections.Accounts;

/// <summary><c>aws: { profile: prod, role: "arn:aws:iam::123456789012:role/inference", external-id: acme }</c>; <c>{}</c> is the standard chain.</summary>
internal static class AwsField
{
    /// <summary>The credential, or null after saying what is wrong.</summary>
    public static AwsCredential? Read(Field field)
    {
        if (field.Block() is not { } block)
        {
            return null;
        }
        var (keyId, keySecret, session) = (block["access-key-id"], block["secret-access-key"], block["session-token"]);
        var (profile, role, external) = (block["profile"], block["role"], block["external-id"]);
        var (token, endpoint) = (block["web-identity-token-file"], block["token-endpoint"]);
        var credential = new AwsCredential
        {
            Profile = profile?.Text(),
            AccessKeyId = keyId?.Value(),
            SecretAccessKey = keySecret?.Secret(),
            SessionToken = session?.Secret(),
            RoleArn = role is null ? null : ReadRole(role),
            ExternalId = external?.Value(),
            WebIdentityTokenFile = token?.FilePath(),
            TokenEndpoint = endpoint?.Endpoint(),
        };
        Needs(keyId, keySecret, "secret-access-key");
        Needs(keySecret, keyId, "access-key-id");
        Needs(session, keyId, "access-key-id");
        Needs(external, role, "role");
        Needs(endpoint, role, "role");
        Needs(token, role, "role");
        Excludes(profile, keyId, "access-key-id");
        Excludes(token, profile ?? keyId ?? external, "profile, access-key-id or external-id");
        block.Close();
        return credential;
    }

    private static string? ReadRole(Field field)
    {
        var role = field.Value();
        if (
            role is null
            || (role.StartsWith("arn:", StringComparison.Ordinal) && role.Contains(":role/", StringComparison.Ordinal))
        )
        {
            return role;
        }
        field.Error("expected a role's ARN as arn:aws:iam::123456789012:role/inference");
        return null;
    }

    private static void Needs(Field? field, Field? other, string name)
    {
        if (other is null)
        {
            field?.ErrorAtName($"it needs '{name}' beside it");
        }
    }

    private static void Excludes(Field? field, Field? other, string names)
    {
        if (other is not null)
        {
            field?.ErrorAtName($"it does not go with {names}");
        }
    }
}
