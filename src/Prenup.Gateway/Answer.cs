using Prenup.Core.Faults;

namespace Prenup.Gateway;

/// <summary>What came back of an attempt: a reply whose head looks good and whose body is unread, or a fault.</summary>
public sealed class Answer : IDisposable
{
    /// <summary>The reply; null where there is a fault.</summary>
    public HttpResponseMessage? Response { get; init; }

    /// <summary>Its body; null where there is a fault.</summary>
    public Stream? Body { get; init; }

    /// <summary>Whether the body is a stream of events.</summary>
    public bool Streamed { get; init; }

    /// <summary>The cloud's status; 0 where none came.</summary>
    public int Status { get; init; }

    /// <summary>The cloud's own request id; null where it sent none.</summary>
    public string? CloudRequestId { get; init; }

    /// <summary>Who served it, as far as the head says.</summary>
    public ServedBy Served { get; init; }

    /// <summary>What went wrong before or with the head; null where nothing did.</summary>
    public Fault? Fault { get; init; }

    /// <summary>Whether bytes of the request may have left: what did not leave is not billed.</summary>
    public bool Left { get; init; }

    /// <summary>When the head was there, as a monotonic timestamp.</summary>
    public long HeadAt { get; init; }

    /// <inheritdoc/>
    public void Dispose() => Response?.Dispose();
}
