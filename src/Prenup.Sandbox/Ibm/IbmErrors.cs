using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Ibm;

/// <summary>IBM's error bodies: one shape of the identity service, another of watsonx. From documentation; no recording exists.</summary>
internal static class IbmErrors
{
    public static Reply Identity(int status, string code, string message) =>
        Reply.Whole(
            status,
            JsonText.Object(json =>
            {
                json.Object("context", context => context.WriteString("requestId", Guid.NewGuid().ToString("N")));
                json.WriteString("errorCode", code);
                json.WriteString("errorMessage", message);
            })
        ) with
        {
            HasLength = true,
        };

    public static Reply Unauthorized(bool expired) =>
        Watsonx(
            401,
            expired ? "authentication_token_expired" : "authentication_token_not_valid",
            expired
                ? "Failed to authenticate the request due to an expired token"
                : "Failed to authenticate the request due to invalid token"
        );

    public static Reply NotFound(string what) => Watsonx(404, "not_found", what);

    public static Reply ModelNotSupported(string model) =>
        Watsonx(404, "model_not_supported", $"Model '{model}' is not supported for this environment.");

    private static Reply Watsonx(int status, string code, string message) =>
        Reply.Whole(
            status,
            JsonText.Object(json =>
            {
                json.WriteString("trace", Guid.NewGuid().ToString("N"));
                json.Array(
                    "errors",
                    errors =>
                        errors.Object(error =>
                        {
                            error.WriteString("code", code);
                            error.WriteString("message", message);
                        })
                );
                json.WriteNumber("status_code", status);
            })
        ) with
        {
            HasLength = true,
        };
}
