using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Serving;
using Prenup.Sandbox.Tokens;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Entra;

/// <summary>The tenant's endpoints: tokens for an application (client credentials), and the two documents that MSAL may ask for first.</summary>
internal sealed class EntraFront(EntraIdentity entra, TimeProvider clock) : ICloudFront
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private readonly ClientAssertion _assertions = new(entra, clock);

    public Reply Answer(Call call)
    {
        string[] path = call.Seen.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (call.Seen.Method, path) switch
        {
            ("GET", ["common", "discovery", "instance"]) => Discovery.Instance(call),
            ("GET", [var tenant, "v2.0", ".well-known", "openid-configuration"]) => tenant == entra.Tenant
                ? Discovery.Configuration(call, tenant)
                : EntraErrors.NoTenant(tenant),
            ("POST", [var tenant, "oauth2", "v2.0", "token"]) => tenant == entra.Tenant
                ? Token(call, Form.Of(call))
                : EntraErrors.NoTenant(tenant),
            _ => Reply.Whole(404, ReadOnlyMemory<byte>.Empty),
        };
    }

    public Reply Dress(Reply reply, Call call, TimeSpan processing) =>
        reply.With(("Cache-Control", "no-store, no-cache"), ("x-ms-request-id", Guid.NewGuid().ToString()));

    private Reply Token(Call call, Form form)
    {
        if (form["grant_type"] != "client_credentials")
        {
            return EntraErrors.Grant(form["grant_type"]);
        }

        if (form["client_id"] is { } client && client != entra.Client)
        {
            return EntraErrors.NoClient(client, entra.Tenant);
        }

        if (AzureScope.OfScope(form["scope"]) is not { } scope)
        {
            return EntraErrors.Scope(form["scope"]);
        }

        if (form["client_assertion"] is { } assertion)
        {
            return form["client_assertion_type"] == AssertionType
                ? _assertions.Check(call, assertion, out string kind) ?? Granted(kind, scope)
                : EntraErrors.Assertion("the client_assertion_type is not supported");
        }

        return form["client_secret"] == entra.Secret
            ? Granted("client-secret", scope)
            : EntraErrors.Secret(entra.Client);
    }

    private Reply Granted(string kind, string scope)
    {
        IssuedToken token = entra.Tokens.Issue(kind, entra.Client, scope);
        return Reply.Whole(
            200,
            JsonText.Object(json =>
            {
                json.WriteString("token_type", "Bearer");
                json.WriteNumber("expires_in", token.SecondsLeft(clock));
                json.WriteNumber("ext_expires_in", token.SecondsLeft(clock));
                json.WriteString("access_token", token.Value);
            })
        );
    }
}
