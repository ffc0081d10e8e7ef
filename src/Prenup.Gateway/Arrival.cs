using System.IO.Pipelines;
using Prenup.Core.Asking;
using Prenup.Core.Ledger;
using Prenup.Core.Offers;

namespace Prenup.Gateway;

/// <summary>A request's head, as Accepting hands it on. The body has not been read.</summary>
public sealed record Arrival
{
    /// <summary>The exchange's id; every reply carries it.</summary>
    public required LedgerId Exchange { get; init; }

    /// <summary>When it arrived, as a monotonic timestamp of the gateway's clock.</summary>
    public required long Timestamp { get; init; }

    /// <summary>The configuration that this exchange lives under to its end.</summary>
    public required Catalogue Catalogue { get; init; }

    /// <summary>The dialect of the endpoint that matched.</summary>
    public required Dialect Dialect { get; init; }

    /// <summary>What is asked for.</summary>
    public required Operation Operation { get; init; }

    /// <summary>The model or deployment in the path; null where the body names it.</summary>
    public string? PathModel { get; init; }

    /// <summary>The stored object in the path; null for <see cref="Operation.Generate"/>.</summary>
    public string? StoredId { get; init; }

    /// <summary>The query that a stored object's listing takes on (<c>?limit=…</c>), only of known names; empty otherwise.</summary>
    public string Query { get; init; } = "";

    /// <summary>What the client authenticates with.</summary>
    public required Credentials Credentials { get; init; }

    /// <summary>The client's tags from the header; null where it sent none.</summary>
    public string? Tags { get; init; }

    /// <summary>The client's trace (W3C <c>traceparent</c>); null where it sent none or nobody traces.</summary>
    public string? TraceParent { get; init; }

    /// <summary>What goes with it (W3C <c>tracestate</c>); null where there is nothing.</summary>
    public string? TraceState { get; init; }

    /// <summary>What the client wants to decide itself; null where it leaves everything to the gateway.</summary>
    public Overrides? Overrides { get; init; }

    /// <summary>The client's own name for the exchange (<c>Idempotency-Key</c>); null where it gave none.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>What repeats of it find; null where the client gave it no name.</summary>
    public Repeat? Repeat { get; init; }

    /// <summary>The body's length where the client says it; null for a chunked one.</summary>
    public long? ContentLength { get; init; }

    /// <summary>Why the body cannot be read as it comes (an encoding, a media type); null where it can.</summary>
    public string? UnreadableBody { get; init; }

    /// <summary>The body, unread.</summary>
    public required PipeReader Body { get; init; }

    /// <summary>The way back.</summary>
    public required ClientReply Reply { get; init; }

    /// <summary>Set when the client went away.</summary>
    public required CancellationToken ClientGone { get; init; }
}
