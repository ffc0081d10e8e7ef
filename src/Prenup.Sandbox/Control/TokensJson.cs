using System.Text.Json;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Tokens;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Control;

/// <summary>A book of tokens as JSON: the lifetime of those to come, and how many were issued by kind.</summary>
internal static class TokensJson
{
    public static byte[] Write(TokenBook tokens) =>
        JsonText.Object(json =>
        {
            json.WriteNumber("lifetimeSeconds", (long)tokens.Lifetime.TotalSeconds);
            json.Object(
                "issued",
                issued =>
                {
                    foreach (var (kind, count) in tokens.Counts)
                    {
                        issued.WriteNumber(kind, count);
                    }
                }
            );
        });

    /// <summary>Reads <c>{"lifetimeSeconds": 1}</c> into the book; false where there is no such number.</summary>
    public static bool TrySet(TokenBook tokens, JsonElement json)
    {
        if (json.Long("lifetimeSeconds") is not (> 0 and <= 1_000_000 and var seconds))
        {
            return false;
        }

        tokens.Lifetime = TimeSpan.FromSeconds(seconds);
        return true;
    }
}
