using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Tokens;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Google;

/// <summary>Verifies a service account's assertion (RFC 7523) against the account's public key, as Google documents it.</summary>
internal sealed class AssertionCheck(GoogleIdentity google, TimeProvider clock)
{
    public const string Grant = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private const long LongestLife = 3_600;
    private const string PublicAudience = "https://oauth2.googleapis.com/token";

    /// <summary>The refusal; null where the assertion is good.</summary>
    public Reply? Refuse(Call call, string? assertion)
    {
        if (Jwt.Read(assertion) is not { } jwt)
        {
            return OAuthError.Reply(400, "invalid_request", "Bad Request");
        }

        if (jwt.Claims.Text("iss") != google.Email)
        {
            return Invalid("Invalid grant: account not found");
        }

        if (
            jwt.Header.Text("alg") != "RS256"
            || jwt.Header.Text("kid") is { } id && id != google.Key.Id
            || !jwt.IsSignedBy(google.Key.Rsa)
        )
        {
            return Invalid("Invalid JWT Signature.");
        }

        if (!jwt.IsFor($"https://{call.Seen.Header("host")}{call.Seen.Path}") && !jwt.IsFor(PublicAudience))
        {
            return Invalid("Invalid JWT: Failed audience check.");
        }

        long life = (jwt.Claims.Long("exp") ?? long.MaxValue) - (jwt.Claims.Long("iat") ?? 0);
        if (life > LongestLife || !jwt.IsInForce(clock.GetUtcNow()))
        {
            return Invalid(
                "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim."
            );
        }

        return jwt.Claims.Text("scope")?.Split(' ').Contains(GoogleIdentity.CloudScope) == true
            ? null
            : OAuthError.Reply(400, "invalid_scope", "Invalid OAuth scope or ID token audience provided.");
    }

    private static Reply Invalid(string description) => OAuthError.Reply(400, "invalid_grant", description);
}
