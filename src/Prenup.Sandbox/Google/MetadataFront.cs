using System.Text;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Serving;
using Prenup.Sandbox.Tokens;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Google;

/// <summary>The metadata server of a machine at Google: every request has to say <c>Metadata-Flavor: Google</c>, and every reply does.</summary>
internal sealed class MetadataFront(GoogleIdentity google, TimeProvider clock) : ICloudFront
{
    private const string Root = "/computeMetadata/v1/";
    private const string Account = Root + "instance/service-accounts/default/";

    public Reply Answer(Call call)
    {
        if (call.Seen.Path == "/")
        {
            return Plain(200, "0.1/\ncomputeMetadata/\n"); // what asks whether this is such a machine
        }

        if (call.Seen.Header("metadata-flavor") != "Google")
        {
            return Plain(403, "Missing required header \"Metadata-Flavor\": \"Google\"");
        }

        return (call.Seen.Method, call.Seen.Path) switch
        {
            ("GET", Account + "token") => Token(),
            ("GET", Account + "email") => Plain(200, google.Email),
            ("GET", Account + "scopes") => Plain(200, GoogleIdentity.CloudScope + "\n"),
            ("GET", Root + "project/project-id") => Plain(200, google.Project),
            ("GET", Root + "universe/universe-domain" or Root + "universe/universe_domain") => Plain(
                200,
                "googleapis.com"
            ),
            _ => Plain(404, "Not Found"),
        };
    }

    public Reply Dress(Reply reply, Call call, TimeSpan processing) =>
        reply.With(("Metadata-Flavor", "Google"), ("Server", "Metadata Server for VM"));

    private Reply Token()
    {
        IssuedToken token = google.Tokens.Issue("metadata", google.Email, GoogleIdentity.CloudScope);
        return Reply.Whole(
            200,
            JsonText.Object(json =>
            {
                json.WriteString("access_token", token.Value);
                json.WriteNumber("expires_in", token.SecondsLeft(clock));
                json.WriteString("token_type", "Bearer");
            })
        );
    }

    private static Reply Plain(int status, string text) =>
        Reply.Whole(status, Encoding.UTF8.GetBytes(text)) with
        {
            Headers = [new("Content-Type", "application/text")],
        };
}
