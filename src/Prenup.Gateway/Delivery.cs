using Prenup.Core.Faults;
using Prenup.Core.Ledger;
using Prenup.Dialects.Replies;

namespace Prenup.Gateway;

/// <summary>How an attempt ended, with all of its reply delivered but the ending: that leaves once the entry is written.</summary>
public sealed class Delivery
{
    /// <summary>How it ended.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>What went wrong; null where nothing did.</summary>
    public Fault? Fault { get; init; }

    /// <summary>What the reply said of itself: usage, model, tier, id; null where no reply was read.</summary>
    public ReplyFacts? Facts { get; init; }

    /// <summary>Fingerprints of state in the reply that only its maker can read; null where there is none.</summary>
    public IReadOnlyList<UInt128>? Sealed { get; init; }

    /// <summary>When the first content came, as a monotonic timestamp; null where none did.</summary>
    public long? FirstContentAt { get; init; }

    /// <summary>Whether the exchange ends with this attempt: the client has its content, or left.</summary>
    public bool Final { get; init; }

    /// <summary>The last bytes of the reply, withheld; a whole reply up to 1 MiB is all ending.</summary>
    public PooledBuffer? Ending { get; init; }

    /// <summary>Whether <see cref="Ending"/> is a whole reply whose head has not left either.</summary>
    public bool Held { get; init; }

    /// <summary>Whether the reply must be torn, so that the client does not take it for a whole one.</summary>
    public bool Torn { get; init; }

    /// <summary>How long the gateway waited for the cloud until the reply began, in timestamp ticks.</summary>
    public long UpstreamTicks { get; init; }

    /// <summary>The gateway itself broke while it delivered.</summary>
    public static Delivery Bug(Exception bug, bool started) =>
        new()
        {
            Outcome = started ? Outcome.Cut : Outcome.Failed,
            Fault = Refusals.Bug(bug),
            Final = started,
            Torn = started,
        };

    /// <summary>An attempt whose reply cannot be used, and of which the client has seen nothing.</summary>
    public static Delivery Of(Fault fault) => new() { Outcome = Outcome.Failed, Fault = fault };

    /// <summary>An attempt that ended before its reply could be read.</summary>
    public static Delivery Of(Answer answer) =>
        new()
        {
            Outcome =
                answer.Fault!.Kind == FaultKind.ClientGone ? Outcome.Aborted
                : answer.Status >= 400 ? Outcome.Refused
                : Outcome.Failed,
            Fault = answer.Fault,
            Final = answer.Fault.Kind == FaultKind.ClientGone,
        };
}
