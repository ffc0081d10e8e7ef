using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Azure;

/// <summary>Azure's error bodies: the gateway's own with a status as its code, and the resource's in OpenAI's shape.</summary>
internal static class AzureErrors
{
    public static Reply Unauthorized() =>
        Front(
            401,
            "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.",
            "401"
        );

    /// <summary>The refusal of a bearer that is neither a key nor a token in force.</summary>
    public static Reply UnauthorizedToken() =>
        Front(
            401,
            "Access token is missing, invalid, audience is incorrect (https://cognitiveservices.azure.com), or have expired.",
            "Unauthorized"
        );

    /// <summary>What a deployment without room answers; milliseconds and seconds as two headers, of which neither is the other.</summary>
    public static Reply Full() =>
        Front(429, "The deployment has exceeded its provisioned capacity. Please retry after 1 second.", "429")
            .With(("retry-after", "1"), ("retry-after-ms", "350"));

    public static Reply NotFound() => Front(404, "Resource not found", "404");

    public static Reply DeploymentNotFound() =>
        Reply.Whole(
            404,
            JsonText.Object(
                json =>
                    json.Object(
                        "error",
                        error =>
                        {
                            error.WriteString("type", "invalid_request_error");
                            error.WriteString("code", "DeploymentNotFound");
                            error.WriteString(
                                "message",
                                "The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again."
                            );
                        }
                    ),
                indented: true
            )
        );

    private static Reply Front(int status, string message, string code) =>
        Reply.Whole(
            status,
            JsonText.Object(json =>
                json.Object(
                    "error",
                    error =>
                    {
                        error.WriteString("code", code);
                        error.WriteString("message", message);
                    }
                )
            )
        ) with
        {
            HasLength = true,
        };
}
