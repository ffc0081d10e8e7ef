using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Faults;

/// <summary>One fault, as data. Which fields count depends on <see cref="Kind"/>; the factories name them.</summary>
public sealed record Fault
{
    /// <summary>What goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>For <see cref="FaultKind.Status"/>: the HTTP status.</summary>
    public int StatusCode { get; init; } = 500;

    /// <summary>The body of an error status or the JSON of an error event; null takes the cloud's usual one.</summary>
    public string? Body { get; init; }

    /// <summary>Headers to add.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The fault happens after this many events; a whole body counts as one.</summary>
    public int AfterEvents { get; init; }

    /// <summary>For <see cref="FaultKind.Cut"/>: after this many bytes of body instead.</summary>
    public long? AfterBytes { get; init; }

    /// <summary>How long a silence lasts; <see cref="Timeout.InfiniteTimeSpan"/> until the client goes away.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Bytes in a piece of a slow body, or of an endless line altogether.</summary>
    public long Bytes { get; init; } = 1;

    /// <summary>For <see cref="FaultKind.Cut"/>: how it looks.</summary>
    public CutKind Cut { get; init; }

    /// <summary>For <see cref="FaultKind.ServeTier"/>: the tier served.</summary>
    public string Tier { get; init; } = "default";

    /// <summary>An error status; without a body the cloud's usual error for it.</summary>
    public static Fault Status(int status, string? body = null, params (string Name, string Value)[] headers) =>
        new()
        {
            Kind = FaultKind.Status,
            StatusCode = status,
            Body = body,
            Headers = headers.ToDictionary(h => h.Name, h => h.Value, StringComparer.OrdinalIgnoreCase),
        };

    /// <summary>The next connection is closed as soon as it is accepted.</summary>
    public static Fault CloseAtAccept() => new() { Kind = FaultKind.CloseAtAccept };

    /// <summary>The connection is reset before a head.</summary>
    public static Fault ResetBeforeHead() => new() { Kind = FaultKind.ResetBeforeHead };

    /// <summary>The request is read and never answered.</summary>
    public static Fault BlackHole() => new() { Kind = FaultKind.BlackHole };

    /// <summary>Silence before the head.</summary>
    public static Fault DelayHead(TimeSpan duration) => new() { Kind = FaultKind.DelayHead, Duration = duration };

    /// <summary>The reply ends after some events.</summary>
    public static Fault CutAfterEvents(int events, CutKind cut = CutKind.Reset) =>
        new()
        {
            Kind = FaultKind.Cut,
            AfterEvents = events,
            Cut = cut,
        };

    /// <summary>The reply ends after some bytes of body.</summary>
    public static Fault CutAfterBytes(long bytes, CutKind cut = CutKind.Reset) =>
        new()
        {
            Kind = FaultKind.Cut,
            AfterBytes = bytes,
            Cut = cut,
        };

    /// <summary>Silence after some events, then the rest.</summary>
    public static Fault Stall(int events, TimeSpan duration) =>
        new()
        {
            Kind = FaultKind.Stall,
            AfterEvents = events,
            Duration = duration,
        };

    /// <summary>An error event after some events of a stream: server_error, or the JSON given.</summary>
    public static Fault ErrorEvent(int afterEvents, string? json = null) =>
        new()
        {
            Kind = FaultKind.ErrorEvent,
            AfterEvents = afterEvents,
            Body = json,
        };

    /// <summary>A Responses stream that says created and then insufficient_quota.</summary>
    public static Fault QuotaAfterCreated() =>
        ErrorEvent(
            1,
            """{"type":"error","sequence_number":1,"code":"insufficient_quota","message":"You exceeded your current quota, please check your plan and billing details.","param":null}"""
        );

    /// <summary>The body in pieces of some bytes with a silence between them.</summary>
    public static Fault SlowBody(int bytes, TimeSpan between) =>
        new()
        {
            Kind = FaultKind.SlowBody,
            Bytes = bytes,
            Duration = between,
        };

    /// <summary>A line of so many bytes without an end, after some events.</summary>
    public static Fault EndlessLine(long bytes, int afterEvents = 0) =>
        new()
        {
            Kind = FaultKind.EndlessLine,
            Bytes = bytes,
            AfterEvents = afterEvents,
        };

    /// <summary>The request is served at this tier.</summary>
    public static Fault ServeTier(string tier) => new() { Kind = FaultKind.ServeTier, Tier = tier };

    /// <summary>The same fault with a body, where it is an error status without one.</summary>
    internal Fault WithBody(Func<CloudError, Reply?> word) =>
        Kind == FaultKind.Status && Body is null
            ? this with
            {
                Body = word(FaultReplies.Usual(StatusCode))?.Text,
            }
            : this;

    /// <summary>A fault that needs no more than its name, or the number of events before it.</summary>
    public static Fault Of(FaultKind kind, int afterEvents = 0) => new() { Kind = kind, AfterEvents = afterEvents };
}
