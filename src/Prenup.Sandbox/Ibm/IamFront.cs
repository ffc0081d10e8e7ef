using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Serving;
using Prenup.Sandbox.Tokens;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Ibm;

/// <summary>IBM's token endpoint, by both of its paths.</summary>
internal sealed class IamFront(IbmIdentity ibm, TimeProvider clock) : ICloudFront
{
    private const string Grant = "urn:ibm:params:oauth:grant-type:apikey";

    public Reply Answer(Call call) =>
        (call.Seen.Method, call.Seen.Path) switch
        {
            ("POST", "/identity/token" or "/oidc/token") => Token(Form.Of(call)),
            _ => IbmErrors.Identity(404, "BXNIM0404E", "Not found."),
        };

    public Reply Dress(Reply reply, Call call, TimeSpan processing) =>
        reply.With(
            ("Cache-Control", "no-cache, no-store, must-revalidate"),
            ("Transaction-Id", Guid.NewGuid().ToString())
        );

    private Reply Token(Form form)
    {
        if (form["grant_type"] != Grant)
        {
            return IbmErrors.Identity(400, "BXNIM0108E", "Property missing or invalid: grant_type.");
        }

        if (!ibm.Keys.Accepts(form["apikey"]))
        {
            return IbmErrors.Identity(400, "BXNIM0415E", "Provided API key could not be found.");
        }

        IssuedToken token = ibm.Tokens.Issue("apikey", "iam-ServiceId-sandbox", "ibm openid");
        return Reply.Whole(
            200,
            JsonText.Object(json =>
            {
                json.WriteString("access_token", token.Value);
                json.WriteString("refresh_token", "not_supported");
                json.WriteString("token_type", "Bearer");
                json.WriteNumber("expires_in", token.SecondsLeft(clock));
                json.WriteNumber("expiration", token.Expires.ToUnixTimeSeconds());
                json.WriteString("scope", token.Scope);
            })
        );
    }
}
