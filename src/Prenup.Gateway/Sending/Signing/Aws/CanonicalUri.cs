using System.Text;

namespace Prenup.Gateway.Sending.Signing.Aws;

/// <summary>A URL's path and query as AWS signs them. <see cref="Uri.EscapeDataString(string)"/> is AWS's encoding: all but RFC 3986's unreserved characters.</summary>
internal static class CanonicalUri
{
    /// <summary>The path without dot segments and doubled slashes, as every service but S3 reads it; the same text where it has none.</summary>
    public static string Normalised(string path)
    {
        if (!path.Contains("//", StringComparison.Ordinal) && !path.Contains("/.", StringComparison.Ordinal))
        {
            return path;
        }
        var segments = new List<string>();
        foreach (var segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == ".." && segments.Count > 0)
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment is not ("." or ".."))
            {
                segments.Add(segment);
            }
        }
        var end = segments.Count > 0 && path[^1] == '/' ? "/" : "";
        return $"/{string.Join('/', segments)}{end}";
    }

    /// <summary>Writes the path with each segment encoded again: <c>%3A</c> as sent is signed as <c>%253A</c>, <c>:</c> as <c>%3A</c>.</summary>
    /// <param name="path">As sent: <see cref="Uri.AbsolutePath"/>.</param>
    /// <param name="output">Takes it.</param>
    public static void WritePath(ReadOnlySpan<char> path, PooledBuffer output)
    {
        var first = true;
        foreach (var segment in path.Split('/'))
        {
            output.Append(first ? ""u8 : "/"u8);
            WriteEncoded(path[segment], output);
            first = false;
        }
    }

    /// <summary>Writes a query's parameters by name, then value, in the order of their encoded characters.</summary>
    /// <param name="query">As sent, without the question mark; often empty.</param>
    /// <param name="output">Takes it.</param>
    public static void WriteQuery(ReadOnlySpan<char> query, PooledBuffer output)
    {
        if (query.IsEmpty)
        {
            return;
        }
        var parameters = new List<(string Name, string Value)>();
        foreach (var range in query.Split('&'))
        {
            var parameter = query[range];
            var equals = parameter.IndexOf('=');
            parameters.Add(
                equals < 0 ? (Once(parameter), "") : (Once(parameter[..equals]), Once(parameter[(equals + 1)..]))
            );
        }
        parameters.Sort(
            static (a, b) =>
                string.CompareOrdinal(a.Name, b.Name) is not 0 and var order
                    ? order
                    : string.CompareOrdinal(a.Value, b.Value)
        );
        var sorted = string.Join('&', parameters.Select(static one => $"{one.Name}={one.Value}"));
        Encoding.UTF8.GetBytes(sorted, output);
    }

    // Unlike a path's segments, what is encoded in a query already is not encoded again.
    private static string Once(ReadOnlySpan<char> part) => Uri.EscapeDataString(Uri.UnescapeDataString(part));

    private static void WriteEncoded(ReadOnlySpan<char> segment, PooledBuffer output)
    {
        Span<char> encoded = stackalloc char[256];
        if (Uri.TryEscapeDataString(segment, encoded, out var length))
        {
            Encoding.UTF8.GetBytes(encoded[..length], output);
        }
        else
        {
            Encoding.UTF8.GetBytes(Uri.EscapeDataString(segment), output);
        }
    }
}
