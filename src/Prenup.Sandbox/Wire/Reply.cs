using System.Collections.Immutable;
using System.Text;
using Prenup.Sandbox.Billing;

namespace Prenup.Sandbox.Wire;

/// <summary>An answer, complete before its first byte leaves: what to send, in which steps, and what it will cost.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">Response headers in order; a name may repeat.</param>
/// <param name="Steps">What happens on the wire, in order. Running out of steps ends the body properly.</param>
internal sealed record Reply(
    int Status,
    ImmutableArray<KeyValuePair<string, string>> Headers,
    ImmutableArray<Step> Steps
)
{
    /// <summary>What the whole answer costs; null when it is not billed.</summary>
    public Bill? Bill { get; init; }

    /// <summary>The error that the body tells in OpenAI's shape, so that another cloud can tell it in its own; null for all else.</summary>
    public CloudError? Error { get; init; }

    /// <summary>Whether the body is a stream of events.</summary>
    public bool IsStream { get; init; }

    /// <summary>Whether the body carries a Content-Length; otherwise it is chunked.</summary>
    public bool HasLength { get; init; }

    /// <summary>The length of the whole body, also when a fault later shortens it.</summary>
    public long Length { get; init; }

    /// <summary>Whether a fault ends the answer before it is complete.</summary>
    public bool IsCut { get; init; }

    /// <summary>The body's first piece as text; the whole of it where there is one piece.</summary>
    public string Text => Encoding.UTF8.GetString(Steps.OfType<Step.Send>().First().Bytes.Span);

    /// <summary>A reply with a whole JSON body.</summary>
    public static Reply Whole(int status, ReadOnlyMemory<byte> body, long generated = 0) =>
        new(
            status,
            [new("Content-Type", "application/json")],
            [new Step.Head(), new Step.Send(body, Part.Body, generated)]
        )
        {
            Length = body.Length,
        };

    /// <summary>A stream of events.</summary>
    public static Reply Stream(IEnumerable<Step.Send> events) =>
        new(200, [new("Content-Type", "text/event-stream; charset=utf-8")], [new Step.Head(), .. events])
        {
            IsStream = true,
        };

    public Reply With(params ReadOnlySpan<(string Name, string Value)> headers)
    {
        var all = Headers.ToBuilder();
        foreach (var (name, value) in headers)
        {
            all.Add(new(name, value));
        }

        return this with
        {
            Headers = all.ToImmutable(),
        };
    }

    public string? Header(string name) =>
        Headers.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
