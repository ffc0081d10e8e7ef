using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Prenup.Sandbox.Tokens;

/// <summary>
/// RSA keys that are made once for each role and process: to find two primes takes long enough to slow down whoever starts
/// many sandboxes. No two roles share a key, and no key outlives the process.
/// </summary>
internal static class ProcessKeys
{
    private static readonly ConcurrentDictionary<string, Lazy<RSAParameters>> Made = new(StringComparer.Ordinal);

    public static RSA Of(string role) => RSA.Create(Made.GetOrAdd(role, static _ => new(Fresh)).Value);

    private static RSAParameters Fresh()
    {
        using RSA key = RSA.Create(2048);
        return key.ExportParameters(includePrivateParameters: true);
    }
}
