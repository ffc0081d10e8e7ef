using Prenup.Dialects.Requests;

namespace Prenup.Gateway;

/// <summary>What is asked for, read once; the raw bytes are kept, since they are what is sent. Disposed at the exchange's end.</summary>
/// <param name="body">The request body, byte for byte; empty where the operation has none.</param>
/// <param name="asked">Where in the body stands what the stages need; null where there is no body.</param>
public sealed class Ask(PooledBuffer body, AskedBody? asked) : IDisposable
{
    /// <summary>The request body, byte for byte.</summary>
    public ReadOnlyMemory<byte> Body => body.Memory;

    /// <summary>Where in <see cref="Body"/> stands what the stages need; null where there is no body.</summary>
    public AskedBody? Asked { get; } = asked;

    /// <summary>The model asked for; null where a stored object names it.</summary>
    public required string? ModelName { get; init; }

    /// <summary>Every reference to state that a cloud keeps: the field and the id.</summary>
    public required IReadOnlyList<StateReference> ForeignState { get; init; }

    /// <summary>Whether a stream is asked for.</summary>
    public bool Streamed => Asked is { Stream: true };

    /// <summary>Whether the client itself asked for the usage chunk of a chat stream.</summary>
    public bool WantsUsageChunk => Asked is { IncludeUsage: true };

    /// <inheritdoc/>
    public void Dispose() => body.Dispose();
}
