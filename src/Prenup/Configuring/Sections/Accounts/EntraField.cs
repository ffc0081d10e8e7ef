using Prenup.Configuring.Yaml;
using Prenup.Core.Offers.Credentials;

namespace Prenup.Configuring.Sections.Accounts;

/// <summary><c>entra: { tenant: …, client: …, secret: … | certificate: … | token-file: … | managed: true, authority: …, scope: … }</c></summary>
internal static class EntraField
{
    private const string Proofs = "'secret', 'certificate', 'token-file' or 'managed: true'";

    public static CloudCredential? Read(Field field)
    {
        if (field.Block() is not { } block)
        {
            return null;
        }
        var credential = new EntraCredential
        {
            Tenant = block["tenant"]?.Value(),
            ClientId = block["client"]?.Value(),
            ClientSecret = block["secret"]?.Secret(),
            CertificateFile = block["certificate"]?.FilePath(),
            TokenFile = block["token-file"]?.FilePath(),
            Managed = block["managed"]?.Choice(("true", true), ("false", false)) ?? false,
            Authority = block["authority"]?.Endpoint(),
        };
        credential = block["scope"]?.Text() is { } scope ? credential with { Scope = scope } : credential;
        var whole = IsWhole(block, credential);
        block.Close();
        return whole ? credential : null;
    }

    private static bool IsWhole(Block block, EntraCredential credential)
    {
        string[] proofs = [.. new[] { "secret", "certificate", "token-file" }.Where(block.Names.Contains)];
        if (proofs.Length + (credential.Managed ? 1 : 0) != 1)
        {
            block.Missing($"expected one of {Proofs}");
            return false;
        }
        if (credential.Managed)
        {
            return true;
        }
        block.Require("tenant");
        block.Require("client");
        return credential is { Tenant: not null, ClientId: not null }
            && (credential.ClientSecret ?? (object?)credential.CertificateFile ?? credential.TokenFile) is not null;
    }
}
