using System.Globalization;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Serving;
using Prenup.Sandbox.Tokens;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Entra;

/// <summary>
/// A machine's managed identity, in both forms that Azure has: the instance metadata service (header <c>Metadata: true</c>)
/// and the endpoint of an App Service (header <c>X-IDENTITY-HEADER</c>).
/// </summary>
internal sealed class ManagedIdentityFront(EntraIdentity entra, TimeProvider clock) : ICloudFront
{
    public Reply Answer(Call call) =>
        (call.Seen.Method, call.Seen.Path) switch
        {
            ("GET", "/metadata/identity/oauth2/token") => call.Seen.Header("metadata") == "true"
                ? Token(call, "imds")
                : OAuthError.Reply(400, "invalid_request", "Required metadata header not specified"),
            ("GET", "/msi/token") => call.Seen.Header("x-identity-header") == entra.IdentityHeader
                ? Token(call, "app-service")
                : OAuthError.Reply(401, "unauthorized", "The identity header does not match."),
            _ => OAuthError.Reply(404, "not_found", "Endpoint not found"),
        };

    public Reply Dress(Reply reply, Call call, TimeSpan processing) => reply.With(("Server", "IMDS/150.870.65.1854"));

    private Reply Token(Call call, string kind)
    {
        if (call.Query("api-version") is null)
        {
            return OAuthError.Reply(400, "invalid_request", "Required query variable 'api-version' is missing");
        }

        if (call.Query("client_id") is { } client && client != entra.Client)
        {
            return OAuthError.Reply(400, "invalid_request", "Identity not found");
        }

        if (AzureScope.OfResource(call.Query("resource")) is not { } resource)
        {
            return OAuthError.Reply(
                400,
                "invalid_resource",
                $"AADSTS500011: The resource principal named {call.Query("resource")} was not found."
            );
        }

        IssuedToken token = entra.Tokens.Issue(kind, entra.Client, resource);
        return Reply.Whole(
            200,
            JsonText.Object(json =>
            {
                long now = clock.GetUtcNow().ToUnixTimeSeconds();
                json.WriteString("access_token", token.Value);
                json.WriteString("client_id", entra.Client);
                json.WriteString("expires_in", Text(token.SecondsLeft(clock)));
                json.WriteString("expires_on", Text(token.Expires.ToUnixTimeSeconds()));
                json.WriteString("not_before", Text(now));
                json.WriteString("resource", resource);
                json.WriteString("token_type", "Bearer");
            })
        );
    }

    // Here, unlike in the tenant's own replies, numbers are texts.
    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
