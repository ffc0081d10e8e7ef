using Prenup.Core.Ports;

namespace Prenup.Credentials;

/// <summary>What went wrong at an issuer of tokens, in words that hold nothing of what it said but its error code.</summary>
internal static class IssuerFaults
{
    /// <summary>It answered, and issued nothing.</summary>
    /// <param name="issuer">Who: <c>Entra</c>.</param>
    /// <param name="code">Its error code or status; left out where it is not a known one.</param>
    /// <param name="check">What to look at.</param>
    /// <param name="cause">What was thrown.</param>
    public static CredentialException Refused(string issuer, string? code, string check, Exception? cause = null) =>
        new($"{issuer} issues no token{Said(code)}; check {check}", cause);

    /// <summary>It did not answer.</summary>
    public static CredentialException Unreachable(string issuer, Exception cause)
    {
        var why = Find(cause)?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => "its name does not resolve",
            HttpRequestError.ConnectionError => "it refuses connections",
            HttpRequestError.SecureConnectionError => "its TLS certificate is not trusted, or the handshake fails",
            HttpRequestError.ProxyTunnelError => "the proxy does not let it through",
            _ => "the connection broke",
        };
        return new CredentialException($"{issuer} cannot be reached for a token: {why}", cause);
    }

    private static HttpRequestException? Find(Exception? cause)
    {
        while (cause is not (null or HttpRequestException))
        {
            cause = cause is AggregateException { InnerExceptions: [var first, ..] } ? first : cause.InnerException;
        }
        return cause as HttpRequestException;
    }

    private static string Said(string? code) => code is not null && IssuerCodes.IsKnown(code) ? $" ({code})" : "";
}
