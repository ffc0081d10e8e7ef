using Microsoft.AspNetCore.Http;

namespace Prenup.Gateway.Accepting;

/// <summary>Which bodies can be read as they come: JSON in UTF-8, not encoded. Anything else a cloud could read differently.</summary>
internal static class MediaType
{
    private const string Json = "application/json";

    public static string? WhyUnreadable(HttpRequest request)
    {
        if (request.Headers.ContentEncoding.Count > 0 && request.Headers.ContentEncoding != "identity")
        {
            return "encoded request bodies (content-encoding) are not read. Send plain JSON.";
        }
        var type = request.ContentType.AsSpan().Trim();
        if (type.Equals(Json, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        var main = type.IndexOf(';') is var end and >= 0 ? type[..end].TrimEnd() : type;
        if (!main.Equals(Json, StringComparison.OrdinalIgnoreCase))
        {
            return "the content-type must be application/json.";
        }
        var charset = type.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        return charset < 0 || type[(charset + 8)..].Trim(" \"").StartsWith("utf-8", StringComparison.OrdinalIgnoreCase)
            ? null
            : "the charset must be utf-8.";
    }
}
