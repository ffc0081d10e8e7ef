using System.Text;

namespace Prenup.Gateway.Sending.Signing.Aws;

/// <summary>
/// A request as AWS signs it: method, path, query, headers, their names and the body's hash. Pure. The form is AWS's Signature
/// Version 4, held against its published test suite.
/// </summary>
internal static class CanonicalRequest
{
    /// <summary>Writes the request.</summary>
    /// <param name="method"><c>POST</c>.</param>
    /// <param name="path">As sent, normalised where the service does so.</param>
    /// <param name="query">As sent, without the question mark.</param>
    /// <param name="headers">The headers to sign, in order (<see cref="CanonicalHeaders.Sort"/>).</param>
    /// <param name="names">Their names (<see cref="CanonicalHeaders.Names"/>).</param>
    /// <param name="bodyHash">The body's SHA-256 in lower-case hexadecimal.</param>
    /// <param name="output">Takes it.</param>
    public static void Write(
        string method,
        ReadOnlySpan<char> path,
        ReadOnlySpan<char> query,
        ReadOnlySpan<SignedHeader> headers,
        string names,
        string bodyHash,
        PooledBuffer output
    )
    {
        Encoding.UTF8.GetBytes(method, output);
        output.Append("\n"u8);
        CanonicalUri.WritePath(path, output);
        output.Append("\n"u8);
        CanonicalUri.WriteQuery(query, output);
        output.Append("\n"u8);
        CanonicalHeaders.Write(headers, output);
        output.Append("\n"u8);
        Encoding.UTF8.GetBytes(names, output);
        output.Append("\n"u8);
        Encoding.UTF8.GetBytes(bodyHash, output);
    }
}
