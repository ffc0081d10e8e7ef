namespace Prenup.Sandbox.Faults;

/// <summary>What can go wrong at a cloud. Each kind is one row of the fault table, and one name in the control plane's JSON.</summary>
public enum FaultKind
{
    /// <summary>An error status with a body and headers instead of the answer.</summary>
    Status,

    /// <summary>The next connection is reset as soon as it is accepted; not bound to a request.</summary>
    CloseAtAccept,

    /// <summary>The connection is reset before a head.</summary>
    ResetBeforeHead,

    /// <summary>The request is read and never answered.</summary>
    BlackHole,

    /// <summary>Silence before the head.</summary>
    DelayHead,

    /// <summary>The reply ends after some events or bytes: by reset, by FIN, or by a proper end of the body.</summary>
    Cut,

    /// <summary>Silence after some events, then the rest.</summary>
    Stall,

    /// <summary>An error event after some events of a 200 stream, then the end.</summary>
    ErrorEvent,

    /// <summary>A response.failed event after some events of a Responses stream, then the end.</summary>
    FailedEvent,

    /// <summary>A chunk with a top-level error and finish_reason "error", then [DONE].</summary>
    ErrorFinish,

    /// <summary>Bytes that are not UTF-8 inside the content.</summary>
    InvalidUtf8,

    /// <summary>A body or an event that is not JSON.</summary>
    NotJson,

    /// <summary>A 200 with a web page.</summary>
    Html,

    /// <summary>The body in small pieces with silence between them.</summary>
    SlowBody,

    /// <summary>A line that does not end.</summary>
    EndlessLine,

    /// <summary>The stream ends properly but without its terminal event.</summary>
    NoTerminal,

    /// <summary>The stream ends after the content: no finish reason, no usage, no terminal event.</summary>
    NoFinish,

    /// <summary>Usage snapshots on every chunk that carries content, and the last one twice.</summary>
    RepeatUsage,

    /// <summary>A chunk with content_filter_offsets and no delta after the finish reason.</summary>
    FilterOffsets,

    /// <summary>Empty deltas between the real ones.</summary>
    EmptyDeltas,

    /// <summary>Lines end in CR LF.</summary>
    CrLf,

    /// <summary>Lines end in a lone CR.</summary>
    LoneCr,

    /// <summary>No space after "data:".</summary>
    NoSpace,

    /// <summary>Comment lines between the events.</summary>
    Comments,

    /// <summary>The last event lacks its blank line.</summary>
    NoLastBlankLine,

    /// <summary>The request is served at another tier than it asked for.</summary>
    ServeTier,

    /// <summary>Headers added to an otherwise good reply.</summary>
    AddHeaders,
}
