namespace Prenup.FunctionalTests.Security;

/// <summary>What a request shows to prove who is asking, to a cloud or to an issuer.</summary>
internal static class Shown
{
    private static readonly string[] Fields =
    [
        "client_secret",
        "client_assertion",
        "assertion",
        "subject_token",
        "refresh_token",
        "apikey",
        "WebIdentityToken",
    ];

    private static readonly string[] Headers =
    [
        "authorization",
        "api-key",
        "x-amz-security-token",
        "x-aws-ec2-metadata-token",
        "x-identity-header",
    ];

    /// <summary>The secrets of a form, then those of the headers. A signature is none: it is good for one request.</summary>
    /// <param name="header">A header's value by its name; null or empty where it is absent.</param>
    /// <param name="body">The body.</param>
    public static IEnumerable<string> In(Func<string, string?> header, string body) =>
        body.Split('&')
            .Select(static pair => pair.Split('=', 2))
            .Where(static pair => pair.Length == 2 && Fields.Contains(pair[0]))
            .Select(static pair => Uri.UnescapeDataString(pair[1]))
            .Concat(
                Headers.Select(name => (header(name) ?? "").Replace("Bearer ", "", StringComparison.OrdinalIgnoreCase))
            )
            .Where(static secret =>
                secret.Length > 0 && !secret.StartsWith("AWS4-HMAC-SHA256", StringComparison.Ordinal)
            );
}
