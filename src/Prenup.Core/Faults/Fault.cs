using Prenup.Core.Budgets;

namespace Prenup.Core.Faults;

/// <summary>An error as a value: what happened, who has to act, whether to try again, and what the client may read.</summary>
public sealed record Fault
{
    /// <summary>The class of the fault.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>Who has to act.</summary>
    public required Blame Blame { get; init; }

    /// <summary>What repeating would do.</summary>
    public RetryAdvice Retry { get; init; } = RetryAdvice.Never;

    /// <summary>The HTTP status that the client gets when nothing was sent yet.</summary>
    public required int Status { get; init; }

    /// <summary>A stable machine-readable code: <c>model_not_found</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Who refused and what to do; safe to show: never a secret, never an address.</summary>
    public required string Message { get; init; }

    /// <summary>The request field at fault, in the client's dialect.</summary>
    public string? Param { get; init; }

    /// <summary>How long to wait at least, where somebody said so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What the key has left of this minute, where a limit of ours refused; null for any other fault.</summary>
    public RateState? Rates { get; init; }

    /// <summary>The cloud's own error body, byte for byte, where it may be shown in the client's dialect; null otherwise.</summary>
    public ReadOnlyMemory<byte>? Original { get; init; }

    /// <summary>Whether the cloud refused the credential itself, so that another one may be taken.</summary>
    public bool RefusesCredential { get; init; }

    /// <summary>What was thrown, for the log only.</summary>
    public Exception? Cause { get; init; }
}
