namespace Prenup.Sandbox.Aws.Signing;

/// <summary>A signed request's <c>Authorization</c> header.</summary>
/// <param name="Scope">Who signed, and for what.</param>
/// <param name="SignedHeaders">Names of the signed headers.</param>
/// <param name="Signature">The signature in hex.</param>
internal sealed record AuthorizationLine(Scope Scope, IReadOnlyList<string> SignedHeaders, string Signature)
{
    /// <summary>Null when it is of another scheme or incomplete.</summary>
    public static AuthorizationLine? Parse(string text)
    {
        if (!text.StartsWith(SigV4.Algorithm + " ", StringComparison.Ordinal))
        {
            return null;
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string field in text[SigV4.Algorithm.Length..].Split(','))
        {
            if (
                field.Split('=', 2, StringSplitOptions.TrimEntries) is not [var name, var value]
                || !fields.TryAdd(name, value)
            )
            {
                return null;
            }
        }

        return
            fields.Count == 3
            && fields.TryGetValue("Credential", out string? credential)
            && fields.TryGetValue("SignedHeaders", out string? headers)
            && fields.TryGetValue("Signature", out string? signature)
            && Scope.Parse(credential) is { } scope
            ? new(scope, headers.Split(';'), signature)
            : null;
    }
}
