using System.Security.Cryptography;

namespace Prenup.Sandbox.Tokens;

/// <summary>
/// Stands for a cluster that vouches for its workloads: it signs the short tokens that land in a pod's file system and
/// that an identity provider takes for its own (workload identity federation).
/// </summary>
public sealed class WorkloadIssuer(TimeProvider clock)
{
    private readonly Lazy<RSA> _key = new(static () => ProcessKeys.Of("cluster"));

    /// <summary>The <c>iss</c> of its tokens.</summary>
    public string Issuer => "https://cluster.sandbox.example";

    /// <summary>The <c>sub</c> of its tokens.</summary>
    public string Subject => "system:serviceaccount:prenup:gateway";

    /// <summary>A fresh token for one audience, in force for ten minutes or for the time given.</summary>
    public string Issue(string audience, TimeSpan? lifetime = null)
    {
        long now = clock.GetUtcNow().ToUnixTimeSeconds();
        return Jwt.Sign(
            _key.Value,
            "cluster",
            claims =>
            {
                claims.WriteString("iss", Issuer);
                claims.WriteString("sub", Subject);
                claims.WriteString("aud", audience);
                claims.WriteNumber("iat", now);
                claims.WriteNumber("exp", now + (long)(lifetime ?? TimeSpan.FromMinutes(10)).TotalSeconds);
                claims.WriteString("jti", Guid.NewGuid().ToString());
            }
        );
    }

    /// <summary>Whether it issued this token, for this audience, and the token is in force.</summary>
    internal bool Vouches(Jwt token, string audience) =>
        token.IsFor(audience) && token.IsInForce(clock.GetUtcNow()) && token.IsSignedBy(_key.Value);
}
