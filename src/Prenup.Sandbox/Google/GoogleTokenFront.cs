using System.Globalization;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Serving;
using Prenup.Sandbox.Tokens;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Google;

/// <summary>
/// Google's token endpoints: <c>/token</c> (a service account's signed assertion, a person's refresh token), <c>/v1/token</c>
/// (exchange of another provider's token) and <c>:generateAccessToken</c> (impersonation).
/// </summary>
internal sealed class GoogleTokenFront(GoogleIdentity google, TimeProvider clock) : ICloudFront
{
    private const string Exchange = "urn:ietf:params:oauth:grant-type:token-exchange";

    private const string IamScope = "https://www.googleapis.com/auth/iam"; // enough to impersonate with

    private readonly AssertionCheck _assertions = new(google, clock);

    public Reply Answer(Call call) =>
        (call.Seen.Method, Uri.UnescapeDataString(call.Seen.Path)) switch
        {
            ("POST", "/token") => Token(call, Form.Of(call)),
            ("POST", "/v1/token") => ExchangeToken(Form.Of(call)),
            ("POST", var path) when path == $"/v1/projects/-/serviceAccounts/{google.Email}:generateAccessToken" =>
                Impersonate(call),
            _ => GoogleErrors.NotFound(),
        };

    public Reply Dress(Reply reply, Call call, TimeSpan processing) =>
        reply.With(
            ("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate"),
            ("Server", "scaffolding on HTTPServer2")
        );

    private Reply Token(Call call, Form form) =>
        form["grant_type"] switch
        {
            AssertionCheck.Grant => _assertions.Refuse(call, form["assertion"])
                ?? Granted("jwt-bearer", google.Email, GoogleIdentity.CloudScope),
            "refresh_token" => Refresh(form),
            _ => OAuthError.Reply(400, "unsupported_grant_type", $"Invalid grant_type: {form["grant_type"]}"),
        };

    private Reply Refresh(Form form) =>
        (form["client_id"], form["client_secret"], form["refresh_token"]) switch
        {
            var (id, secret, _) when id != google.ClientId || secret != google.ClientSecret => OAuthError.Reply(
                401,
                "invalid_client",
                "The OAuth client was not found."
            ),
            (_, _, var token) when token != google.RefreshToken => OAuthError.Reply(
                400,
                "invalid_grant",
                "Token has been expired or revoked."
            ),
            _ => Granted("refresh-token", "person@sandbox.example", GoogleIdentity.CloudScope),
        };

    private Reply ExchangeToken(Form form)
    {
        if (form["grant_type"] != Exchange)
        {
            return OAuthError.Reply(400, "unsupported_grant_type", $"Unsupported grant type: {form["grant_type"]}");
        }

        if (form["audience"] != google.WorkloadAudience)
        {
            return OAuthError.Reply(
                400,
                "invalid_target",
                "The target service indicated by the \"audience\" parameters is invalid."
            );
        }

        if (form["scope"] is not { } scope || !scope.Split(' ').Any(s => s is GoogleIdentity.CloudScope or IamScope))
        {
            return OAuthError.Reply(400, "invalid_scope", "The scope is invalid or missing.");
        }

        return Jwt.Read(form["subject_token"]) is { } token && google.Workloads.Vouches(token, google.WorkloadAudience)
            ? Granted("token-exchange", google.Workloads.Subject, scope, exchanged: true)
            : OAuthError.Reply(
                400,
                "invalid_grant",
                "The given subject token is invalid: signature, audience or time."
            );
    }

    private Reply Impersonate(Call call)
    {
        if (google.Tokens.Find(Bearer.Of(call)) is null)
        {
            return GoogleErrors.Unauthenticated(expired: google.Tokens.HasExpired(Bearer.Of(call)));
        }

        string[] scopes = [.. call.Json.Get("scope").Items().Select(s => s.Text() ?? "")];
        IssuedToken token = google.Tokens.Issue("impersonation", google.Email, string.Join(' ', scopes));
        return Reply.Whole(
            200,
            JsonText.Object(json =>
            {
                json.WriteString("accessToken", token.Value);
                json.WriteString(
                    "expireTime",
                    token.Expires.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
                );
            })
        );
    }

    private Reply Granted(string kind, string subject, string scope, bool exchanged = false)
    {
        IssuedToken token = google.Tokens.Issue(kind, subject, scope);
        return Reply.Whole(
            200,
            JsonText.Object(json =>
            {
                json.WriteString("access_token", token.Value);
                if (exchanged)
                {
                    json.WriteString("issued_token_type", "urn:ietf:params:oauth:token-type:access_token");
                }

                json.WriteNumber("expires_in", token.SecondsLeft(clock));
                json.WriteString("token_type", "Bearer");
            })
        );
    }
}
