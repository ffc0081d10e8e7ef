using System.Globalization;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Entra;

/// <summary>Entra's refusals: OAuth's two fields, and AADSTS numbers that operators search for.</summary>
internal static class EntraErrors
{
    public static Reply NoTenant(string tenant) =>
        Error(
            400,
            "invalid_request",
            90002,
            $"Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID."
        );

    public static Reply NoClient(string client, string tenant) =>
        Error(
            400,
            "unauthorized_client",
            700016,
            $"Application with identifier '{client}' was not found in the directory '{tenant}'."
        );

    public static Reply Grant(string? grant) =>
        Error(400, "unsupported_grant_type", 70003, $"The app requested an unsupported grant type '{grant}'.");

    public static Reply Scope(string? scope) =>
        Error(
            400,
            "invalid_scope",
            70011,
            $"The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope {scope} is not valid."
        );

    public static Reply Secret(string client) =>
        Error(
            401,
            "invalid_client",
            7000215,
            $"Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{client}'."
        );

    public static Reply Assertion(string why) => Error(401, "invalid_client", 700027, why);

    public static Reply Instance() => Error(400, "invalid_instance", 50049, "Unknown or invalid instance.");

    private static Reply Error(int status, string error, int code, string message) =>
        Reply.Whole(
            status,
            JsonText.Object(json =>
            {
                string trace = Guid.NewGuid().ToString();
                json.WriteString("error", error);
                json.WriteString(
                    "error_description",
                    string.Create(CultureInfo.InvariantCulture, $"AADSTS{code}: {message} Trace ID: {trace}")
                );
                json.Array("error_codes", codes => codes.WriteNumberValue(code));
                json.WriteString("trace_id", trace);
                json.WriteString("correlation_id", Guid.NewGuid().ToString());
            })
        ) with
        {
            HasLength = true,
        };
}
