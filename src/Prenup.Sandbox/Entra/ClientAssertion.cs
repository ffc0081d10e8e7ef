using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Tokens;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Entra;

/// <summary>
/// Verifies a client assertion (RFC 7523): signed by the application's certificate, which the header names by its thumbprint,
/// or issued by the cluster that the application's federated credential trusts.
/// </summary>
internal sealed class ClientAssertion(EntraIdentity entra, TimeProvider clock)
{
    /// <summary>The refusal; null where the assertion is good, and then its kind.</summary>
    public Reply? Check(Call call, string assertion, out string kind)
    {
        kind = "client-certificate";
        if (Jwt.Read(assertion) is not { } jwt)
        {
            return EntraErrors.Assertion("the assertion is not a well-formed token");
        }

        if (jwt.Claims.Text("iss") == entra.Workloads.Issuer)
        {
            kind = "federated";
            return entra.Workloads.Vouches(jwt, entra.WorkloadAudience)
                ? null
                : EntraErrors.Assertion("the federated token's signature, audience or time is not valid");
        }

        return CheckOwn(call, jwt);
    }

    private Reply? CheckOwn(Call call, Jwt jwt)
    {
        X509Certificate2 certificate = entra.Certificate.Certificate;
        using RSA key = certificate.GetRSAPublicKey()!;
        if (!IsNamed(jwt, certificate) || !jwt.IsSignedBy(key))
        {
            return EntraErrors.Assertion(
                "Client assertion contains an invalid signature. [Reason - The key was not found.]"
            );
        }

        string authority = $"https://{call.Seen.Header("host")}/{entra.Tenant}";
        if (!jwt.IsFor($"{authority}/oauth2/v2.0/token") && !jwt.IsFor($"{authority}/v2.0"))
        {
            return EntraErrors.Assertion("the audience is not this endpoint");
        }

        if (jwt.Claims.Text("iss") != entra.Client || jwt.Claims.Text("sub") != entra.Client)
        {
            return EntraErrors.Assertion("issuer and subject are not the application");
        }

        return jwt.IsInForce(clock.GetUtcNow())
            ? null
            : EntraErrors.Assertion("Client assertion is not within its valid time range.");
    }

    // The thumbprint is SHA-256 in new clients and SHA-1 in those before; at least one has to be there.
    private static bool IsNamed(Jwt jwt, X509Certificate2 certificate) =>
        jwt.Header.Text("x5t#S256") is { } wide
            ? wide == Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256))
            : jwt.Header.Text("x5t") == Base64Url.EncodeToString(certificate.GetCertHash());
}
