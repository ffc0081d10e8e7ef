using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;
using Prenup.Core.Asking;
using Prenup.Core.Faults;

namespace Prenup.Dialects.Requests;

/// <summary>
/// Reads a request body in one pass. What another parser could see differently is refused: a byte order mark, invalid
/// UTF-8, a field twice, names with escapes or in another case.
/// </summary>
public static class RequestReader
{
    /// <summary>The deepest nesting accepted, in objects and arrays.</summary>
    public const int MaxDepth = 128;

    /// <summary>Reads a body.</summary>
    /// <param name="body">The whole body, as it came.</param>
    /// <param name="dialect">The client's dialect.</param>
    /// <param name="asked">What the body says; null where it was refused.</param>
    /// <param name="fault">Why it was refused (400, the client's to mend); null where it was not.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> body,
        Dialect dialect,
        [NotNullWhen(true)] out AskedBody? asked,
        [NotNullWhen(false)] out Fault? fault
    )
    {
        var scan = new BodyScan(body.Span, dialect);
        try
        {
            fault = Unreadable(body.Span) ?? scan.Run();
        }
        catch (JsonException exception)
        {
            fault = Malformed(body.Span, exception, scan.Depth);
        }
        asked = fault is null ? scan.Asked : null;
        return fault is null;
    }

    private static Fault? Unreadable(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
        {
            return Refusals.Malformed("the body is empty; send a JSON object.");
        }
        if (body.StartsWith("\uFEFF"u8))
        {
            return Refusals.Malformed("the body begins with a byte order mark; send plain UTF-8 without one.");
        }
        return Utf8.IsValid(body) ? null : Refusals.Malformed("the body is not valid UTF-8; encode it as UTF-8.");
    }

    private static Fault Malformed(ReadOnlySpan<byte> body, JsonException exception, int depth)
    {
        // The reader counts an object that it stands at as outside of it, and says no more than "no JSON".
        if (depth >= MaxDepth - 1)
        {
            return Refusals.Malformed($"the body is nested more than {MaxDepth} levels deep; flatten it.");
        }
        var at = exception.BytePositionInLine ?? 0;
        for (var line = exception.LineNumber ?? 0; line > 0; line--)
        {
            var length = body.IndexOf((byte)'\n') + 1;
            body = body[length..];
            at += length;
        }
        return Refusals.Malformed($"the body is not valid JSON, at byte {at}; correct it and send it again.");
    }
}
