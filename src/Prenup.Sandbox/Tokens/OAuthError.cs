using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Tokens;

/// <summary>The refusal of a token request, as RFC 6749 writes it.</summary>
internal static class OAuthError
{
    public static Reply Reply(int status, string error, string description) =>
        Wire.Reply.Whole(
            status,
            JsonText.Object(json =>
            {
                json.WriteString("error", error);
                json.WriteString("error_description", description);
            })
        ) with
        {
            HasLength = true,
        };
}
