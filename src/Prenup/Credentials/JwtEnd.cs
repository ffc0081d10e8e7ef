using System.Buffers.Text;
using System.Text.Json;

namespace Prenup.Credentials;

/// <summary>Reads a JSON Web Token's own end. Nothing is verified: whoever takes the token does that.</summary>
internal static class JwtEnd
{
    // Seconds since 1970 up to the year 9999.
    private const long Latest = 253_402_300_799;

    /// <summary>The token's <c>exp</c>; null where it is no JWT or names none.</summary>
    public static DateTimeOffset? Of(string token)
    {
        if (token.Split('.') is not [_, var payload, _] || !Base64Url.IsValid(payload))
        {
            return null;
        }
        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
            return
                claims.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("exp", out var exp)
                && exp.ValueKind == JsonValueKind.Number
                && exp.TryGetDouble(out var seconds)
                && seconds is > 0 and < Latest
                ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
                : null;
        }
        catch (JsonException)
        {
            return null; // three parts and no claims: a token of another kind
        }
    }
}
