using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Google;

/// <summary>Google's error body, google.rpc.Status, with an ErrorInfo that names the reason.</summary>
internal static class GoogleErrors
{
    public static Reply Unauthenticated(bool expired) =>
        Status(
                401,
                "UNAUTHENTICATED",
                "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
                expired ? "ACCESS_TOKEN_EXPIRED" : "ACCESS_TOKEN_TYPE_UNSUPPORTED"
            )
            .With(("WWW-Authenticate", "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\""));

    public static Reply Denied(string message, string reason) => Status(403, "PERMISSION_DENIED", message, reason);

    public static Reply Invalid(string message) => Status(400, "INVALID_ARGUMENT", message, null);

    public static Reply NotFound() => Status(404, "NOT_FOUND", "Requested entity was not found.", null);

    private static Reply Status(int code, string status, string message, string? reason) =>
        Reply.Whole(
            code,
            JsonText.Object(
                json =>
                    json.Object(
                        "error",
                        error =>
                        {
                            error.WriteNumber("code", code);
                            error.WriteString("message", message);
                            error.WriteString("status", status);
                            if (reason is not null)
                            {
                                error.Array("details", details => details.Object(d => WriteInfo(d, reason)));
                            }
                        }
                    ),
                indented: true
            )
        ) with
        {
            HasLength = true,
        };

    private static void WriteInfo(System.Text.Json.Utf8JsonWriter json, string reason)
    {
        json.WriteString("@type", "type.googleapis.com/google.rpc.ErrorInfo");
        json.WriteString("reason", reason);
        json.WriteString("domain", "googleapis.com");
        json.Object("metadata", m => m.WriteString("service", "aiplatform.googleapis.com"));
    }
}
