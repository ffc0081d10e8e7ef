using System.Security.Cryptography;

namespace Prenup.Sandbox.Aws.Signing;

/// <summary>
/// The one spelling of a request that is signed (docs.aws.amazon.com, "Create a signed AWS API request"). For every
/// service but S3 each segment of the path as sent is encoded once more: %3A on the wire is signed as %253A.
/// </summary>
public static class CanonicalRequest
{
    /// <summary>Writes it.</summary>
    /// <param name="request">The request as it arrived.</param>
    /// <param name="signedHeaders">Names of the signed headers, lower case and sorted.</param>
    /// <param name="normalize">Whether dot segments and repeated slashes are removed first, as Bedrock and STS do.</param>
    public static string Write(AwsRequest request, IReadOnlyList<string> signedHeaders, bool normalize = true) =>
        string.Join(
            '\n',
            [
                request.Method,
                UriText.Encode(normalize ? Normalize(request.Path) : request.Path, keepSlash: true),
                Query(request.Query),
                .. signedHeaders.Select(name => Header(request, name)),
                "",
                string.Join(';', signedHeaders),
                PayloadHash(request.Body),
            ]
        );

    /// <summary>SHA-256 of a body in lower-case hex.</summary>
    public static string PayloadHash(ReadOnlyMemory<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body.Span));

    private static string Normalize(string path)
    {
        var kept = new List<string>();
        string[] segments = path.Split('/');
        foreach (string segment in segments)
        {
            if (segment == ".." && kept.Count > 0)
            {
                kept.RemoveAt(kept.Count - 1);
            }
            else if (segment is not ("" or "." or ".."))
            {
                kept.Add(segment);
            }
        }

        bool isFolder = segments[^1] is "" or "." or ".." && kept.Count > 0;
        return "/" + string.Join('/', kept) + (isFolder ? "/" : "");
    }

    private static string Query(string query)
    {
        var pairs = query
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => (Name: Again(pair[0]), Value: pair.Length == 2 ? Again(pair[1]) : ""))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal)
            .ThenBy(pair => pair.Value, StringComparer.Ordinal);
        return string.Join('&', pairs.Select(pair => $"{pair.Name}={pair.Value}"));
    }

    private static string Again(string text) => UriText.Encode(UriText.Decode(text), keepSlash: false);

    private static string Header(AwsRequest request, string name) =>
        $"{name}:{string.Join(',', request.Values(name).Select(Trim))}";

    // Runs of white space inside a value count as one space.
    private static string Trim(string value) =>
        string.Join(' ', value.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
