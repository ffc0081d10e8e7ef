using System.Collections.Immutable;
using Prenup.Sandbox.Billing;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Replies;

/// <summary>An exact reply to give instead of an answer: recordings are replayed byte for byte with it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">Response headers in order. Content-Length, Transfer-Encoding and Connection are the server's own and left out.</param>
/// <param name="Body">The body.</param>
public sealed record CannedReply(
    int Status,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    ReadOnlyMemory<byte> Body
)
{
    private static readonly string[] Framing = ["content-length", "transfer-encoding", "connection", "keep-alive"];

    /// <summary>Sizes of the pieces written and flushed one by one; the rest goes in one piece. Empty: the whole body at once.</summary>
    public IReadOnlyList<int> Pieces { get; init; } = [];

    /// <summary>Silence between two pieces.</summary>
    public TimeSpan Between { get; init; }

    /// <summary>Whether the body carries a Content-Length; otherwise it is chunked.</summary>
    public bool HasLength { get; init; }

    /// <summary>The model to invoice; null bills nothing.</summary>
    public string? Model { get; init; }

    /// <summary>The tier to invoice.</summary>
    public string Tier { get; init; } = "default";

    /// <summary>The tokens to invoice for <see cref="Model"/>.</summary>
    public BilledUsage? Usage { get; init; }

    internal Reply ToReply()
    {
        var steps = ImmutableArray.CreateBuilder<Step>();
        steps.Add(new Step.Head());
        int start = 0;
        foreach (int size in Pieces.Append(Body.Length).TakeWhile(_ => start < Body.Length))
        {
            int length = Math.Min(size, Body.Length - start);
            if (start > 0 && Between > TimeSpan.Zero)
            {
                steps.Add(new Step.Wait(Between));
            }

            steps.Add(new Step.Send(Body.Slice(start, length), Part.Body, Usage?.Output ?? 0));
            start += length;
        }

        return new(
            Status,
            [.. Headers.Where(h => !Framing.Contains(h.Key, StringComparer.OrdinalIgnoreCase))],
            steps.ToImmutable()
        )
        {
            Length = Body.Length,
            HasLength = HasLength,
            Bill = Model is not null && Usage is not null ? new(Model, Tier, Usage) : null,
        };
    }
}
