using Prenup.Sandbox.Asking;

namespace Prenup.Sandbox.Aws.Signing;

/// <summary>A request as a signature sees it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">Path and query exactly as they arrived on the request line.</param>
/// <param name="Headers">Headers in the order received; a name may repeat.</param>
/// <param name="Body">The body's bytes.</param>
public sealed record AwsRequest(
    string Method,
    string Target,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    ReadOnlyMemory<byte> Body
)
{
    internal static AwsRequest Of(Call call) =>
        new(call.Seen.Method, call.Seen.Path + call.Seen.Query, call.Seen.Headers, call.Raw);

    /// <summary>The path as sent.</summary>
    public string Path => Target.Split('?', 2)[0];

    /// <summary>The query as sent, without its question mark.</summary>
    public string Query => Target.Split('?', 2) is [_, var query] ? query : "";

    /// <summary>Every value of a header, in order; its case does not count.</summary>
    public IReadOnlyList<string> Values(string name) =>
        [.. Headers.Where(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value)];

    /// <summary>A header's only value; null when it is absent or repeated.</summary>
    public string? Single(string name) => Values(name) is [var value] ? value : null;
}
