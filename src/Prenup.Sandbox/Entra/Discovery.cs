using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Entra;

/// <summary>The documents by which MSAL gets to know an authority; where its validation is off, it asks for neither.</summary>
internal static class Discovery
{
    /// <summary>Which hosts are one authority: this one alone.</summary>
    public static Reply Instance(Call call)
    {
        string asked = call.Query("authorization_endpoint") ?? Root(call) + "/common/oauth2/v2.0/authorize";
        if (!Uri.TryCreate(asked, UriKind.Absolute, out Uri? endpoint) || endpoint.Segments is not [_, var tenant, ..])
        {
            return EntraErrors.Instance();
        }

        return Reply.Whole(
            200,
            JsonText.Object(json =>
            {
                json.WriteString(
                    "tenant_discovery_endpoint",
                    $"https://{endpoint.Authority}/{tenant}v2.0/.well-known/openid-configuration"
                );
                json.WriteString("api-version", "1.1");
                json.Array("metadata", metadata => metadata.Object(m => WriteHost(m, endpoint.Authority)));
            })
        );
    }

    /// <summary>The tenant's endpoints.</summary>
    public static Reply Configuration(Call call, string tenant)
    {
        string root = $"{Root(call)}/{tenant}";
        return Reply.Whole(
            200,
            JsonText.Object(json =>
            {
                json.WriteString("token_endpoint", $"{root}/oauth2/v2.0/token");
                json.Array(
                    "token_endpoint_auth_methods_supported",
                    methods =>
                    {
                        methods.WriteStringValue("client_secret_post");
                        methods.WriteStringValue("private_key_jwt");
                    }
                );
                json.WriteString("jwks_uri", $"{root}/discovery/v2.0/keys");
                json.WriteString("issuer", $"{root}/v2.0");
                json.WriteString("authorization_endpoint", $"{root}/oauth2/v2.0/authorize");
            })
        );
    }

    private static string Root(Call call) => $"https://{call.Seen.Header("host")}";

    private static void WriteHost(System.Text.Json.Utf8JsonWriter json, string host)
    {
        json.WriteString("preferred_network", host);
        json.WriteString("preferred_cache", host);
        json.Array("aliases", aliases => aliases.WriteStringValue(host));
    }
}
