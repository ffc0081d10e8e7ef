using System.Collections.Frozen;

namespace Prenup.Credentials;

/// <summary>
/// The error codes of those who issue tokens: OAuth's (RFC 6749, 8693), Entra's and AWS's. What is not in the list is not repeated: an issuer
/// could have put the credential there that it was sent.
/// </summary>
internal static class IssuerCodes
{
    private const int StatusDigits = 3;

    private static readonly FrozenSet<string> Known = new[]
    {
        "access_denied",
        "interaction_required",
        "invalid_client",
        "invalid_grant",
        "invalid_request",
        "invalid_resource",
        "invalid_scope",
        "invalid_target",
        "not_found",
        "server_error",
        "temporarily_unavailable",
        "unauthorized",
        "unauthorized_client",
        "unsupported_grant_type",
        "AccessDenied",
        "AccessDeniedException",
        "ExpiredToken",
        "ExpiredTokenException",
        "IDPCommunicationError",
        "IDPRejectedClaim",
        "IncompleteSignature",
        "InternalFailure",
        "InvalidAction",
        "InvalidClientTokenId",
        "InvalidIdentityToken",
        "InvalidParameterValue",
        "InvalidRequestException",
        "MissingAuthenticationToken",
        "OptInRequired",
        "RegionDisabledException",
        "RequestExpired",
        "ResourceNotFoundException",
        "ServiceUnavailable",
        "SignatureDoesNotMatch",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
        "UnauthorizedException",
        "UnrecognizedClientException",
        "ValidationError",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether it is a known code, or an HTTP status.</summary>
    public static bool IsKnown(string code) =>
        Known.Contains(code) || (code.Length == StatusDigits && code.All(char.IsAsciiDigit));
}
