using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Google;

/// <summary>The three kinds of JSON file that <c>GOOGLE_APPLICATION_CREDENTIALS</c> may name.</summary>
internal static class CredentialFiles
{
    public static byte[] ServiceAccount(GoogleIdentity google) =>
        JsonText.Object(
            json =>
            {
                json.WriteString("type", "service_account");
                json.WriteString("project_id", google.Project);
                json.WriteString("private_key_id", google.Key.Id);
                json.WriteString("private_key", google.Key.Rsa.ExportPkcs8PrivateKeyPem() + "\n");
                json.WriteString("client_email", google.Email);
                json.WriteString("client_id", "100000000000000000001");
                json.WriteString("token_uri", google.TokenUri.ToString());
                json.WriteString("universe_domain", "googleapis.com");
            },
            indented: true
        );

    public static byte[] AuthorizedUser(GoogleIdentity google) =>
        JsonText.Object(
            json =>
            {
                json.WriteString("type", "authorized_user");
                json.WriteString("client_id", google.ClientId);
                json.WriteString("client_secret", google.ClientSecret);
                json.WriteString("refresh_token", google.RefreshToken);
                json.WriteString("quota_project_id", google.Project);
                json.WriteString("token_uri", google.TokenUri.ToString());
                json.WriteString("universe_domain", "googleapis.com");
            },
            indented: true
        );

    public static byte[] ExternalAccount(GoogleIdentity google, string tokenPath, bool impersonate) =>
        JsonText.Object(
            json =>
            {
                json.WriteString("type", "external_account");
                json.WriteString("audience", google.WorkloadAudience);
                json.WriteString("subject_token_type", "urn:ietf:params:oauth:token-type:jwt");
                json.WriteString("token_url", google.ExchangeUri.ToString());
                if (impersonate)
                {
                    string path = $"v1/projects/-/serviceAccounts/{google.Email}:generateAccessToken";
                    json.WriteString(
                        "service_account_impersonation_url",
                        new Uri(google.Endpoint.Address, path).ToString()
                    );
                }

                json.Object("credential_source", source => source.WriteString("file", tokenPath));
                json.WriteString("universe_domain", "googleapis.com");
            },
            indented: true
        );
}
