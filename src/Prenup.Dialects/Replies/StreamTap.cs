using System.Text.Json;
using Prenup.Core.Asking;
using Prenup.Core.Faults;

namespace Prenup.Dialects.Replies;

/// <summary>
/// Reads a stream's events as they pass: what each means, and what they say together. One per attempt; not thread-safe.
/// Never throws over a cloud's bytes: what is not the dialect is an error event.
/// </summary>
public abstract class StreamTap
{
    private protected StreamTap(string cloud) => Cloud = cloud;

    /// <summary>What the reply said so far.</summary>
    public ReplyFacts Facts { get; } = new();

    /// <summary>Whether the stream, ending now, would be a whole answer by the rules of its dialect.</summary>
    public abstract bool EndedWell { get; }

    private protected string Cloud { get; }

    /// <summary>A tap for a dialect's streams.</summary>
    /// <param name="dialect">Chat or Responses.</param>
    /// <param name="cloud">The cloud's name, for the messages of faults.</param>
    /// <exception cref="ArgumentOutOfRangeException">The dialect has no streams.</exception>
    public static StreamTap For(Dialect dialect, string cloud = "the cloud") =>
        dialect switch
        {
            Dialect.OpenAiChat => new ChatTap(cloud),
            Dialect.OpenAiResponses => new ResponsesTap(cloud),
            _ => throw new ArgumentOutOfRangeException(nameof(dialect), dialect, "The dialect has no streams."),
        };

    /// <summary>Reads one event's data payload.</summary>
    public EventReading Read(ReadOnlySpan<byte> data)
    {
        try
        {
            return ReadData(data);
        }
        catch (JsonException exception)
        {
            Facts.Fault ??= NotTheDialect(exception);
            return EventReading.Of(EventRole.Error);
        }
    }

    private protected abstract EventReading ReadData(ReadOnlySpan<byte> data);

    private protected static bool IsDone(ReadOnlySpan<byte> data) =>
        data.StartsWith("[DONE]"u8) && data[6..].IndexOfAnyExcept((byte)' ', (byte)'\t', (byte)'\n') < 0;

    private protected Fault NotTheDialect(JsonException? exception) =>
        new()
        {
            Kind = FaultKind.UpstreamBug,
            Blame = Blame.Upstream,
            Retry = RetryAdvice.Anywhere,
            Status = 502,
            Code = "upstream_error",
            Message = $"{Cloud} sent an event that is not its protocol.",
            Cause = exception,
        };
}
