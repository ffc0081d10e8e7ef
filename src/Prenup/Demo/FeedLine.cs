using Prenup.Stores.Reading;

namespace Prenup.Demo;

/// <summary>One exchange that has ended, as the ledger tells it.</summary>
/// <param name="Attempts">Its attempts, the first one first; all closed.</param>
internal sealed record FeedLine(IReadOnlyList<LedgerRow> Attempts)
{
    /// <summary>The attempt that the client got its reply from, or the last that failed.</summary>
    public LedgerRow Last => Attempts[^1];

    /// <summary>When the first attempt began.</summary>
    public DateTimeOffset At => Attempts[0].Opened.At;

    /// <summary>From the first attempt's begin to the first content; null where there was none.</summary>
    public TimeSpan? FirstContent => Last.Opened.At - At + Last.Closed?.FirstContent;
}
