using Prenup.Core.Faults;
using Prenup.Core.Money;
using Prenup.Core.Prices;
using Prenup.Core.Usage;

namespace Prenup.Core.Ledger;

/// <summary>The last entry of an attempt: what it used, what that costs, and how that is known.</summary>
public sealed record Closed
{
    /// <summary>The attempt.</summary>
    public required LedgerId Attempt { get; init; }

    /// <summary>When; never before the entry before it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How it ended.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>How <see cref="Usage"/> is known.</summary>
    public required UsageBasis Basis { get; init; }

    /// <summary>Tokens by meter; empty unless reported or estimated.</summary>
    public UsageVector Usage { get; init; }

    /// <summary>How an estimate was made, with its bound; null for anything else.</summary>
    public string? Method { get; init; }

    /// <summary>What it was priced under; null where nothing could be resolved or nothing is billed.</summary>
    public Terms? Terms { get; init; }

    /// <summary>Effective cost; null where unknown, 0 where the cloud bills nothing.</summary>
    public PicoDollars? Cost { get; init; }

    /// <summary>What the cloud itself says it costs, kept beside <see cref="Cost"/>; null where it says nothing.</summary>
    public PicoDollars? ReportedCost { get; init; }

    /// <summary>The HTTP status of the cloud; 0 where none came.</summary>
    public int Status { get; init; }

    /// <summary>What went wrong; <see cref="FaultKind.None"/> where nothing did.</summary>
    public FaultKind Fault { get; init; }

    /// <summary>The cloud's own request id; null where it sent none.</summary>
    public string? CloudRequestId { get; init; }

    /// <summary>
    /// The model that the reply names; where the cloud spilled the request over, the deployment that took it, which bills by the
    /// token; null where nothing is named.
    /// </summary>
    public string? ServedModel { get; init; }

    /// <summary>The tier that the reply names; null where it names none.</summary>
    public string? ServedTier { get; init; }

    /// <summary>
    /// The id of what the cloud now stores for the project, or, of an attempt that deletes, what it no longer stores once completed;
    /// null where that changes nothing.
    /// </summary>
    public string? StoredId { get; init; }

    /// <summary>From the attempt's begin to its first content; null where there was none.</summary>
    public TimeSpan? FirstContent { get; init; }

    /// <summary>From the attempt's begin to its end.</summary>
    public TimeSpan Duration { get; init; }
}
