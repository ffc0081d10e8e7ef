using System.Runtime.CompilerServices;
using Prenup.Core.Ledger;
using Prenup.Stores.Reading;

namespace Prenup.Demo;

/// <summary>Follows the ledger of a running gateway from outside, and tells each exchange once, when it has ended.</summary>
internal sealed class LedgerFeed(string folder, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);

    // After a failed attempt another one may follow within this time.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    // An exchange that takes longer is not told, so that what is read each time stays bounded; the totals hold it.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly LedgerReader _ledger = LedgerReader.Open(folder);
    private HashSet<LedgerId> _told = [];
    private DateTimeOffset _from;

    /// <summary>What ended since the last time, a few times a second; once more when <paramref name="ended"/> is done.</summary>
    public async IAsyncEnumerable<IReadOnlyList<FeedLine>> FollowAsync(
        Task ended,
        [EnumeratorCancellation] CancellationToken stop = default
    )
    {
        while (!ended.IsCompleted)
        {
            yield return Poll(all: false);
            await Task.WhenAny(ended, Task.Delay(Beat, clock, stop));
        }
        yield return Poll(all: true);
    }

    /// <inheritdoc/>
    public void Dispose() => _ledger.Dispose();

    private List<FeedLine> Poll(bool all)
    {
        var now = clock.GetUtcNow();
        var lines = new List<FeedLine>();
        var told = new HashSet<LedgerId>();
        var next = _from;
        DateTimeOffset? waiting = null;
        foreach (var exchange in Exchanges())
        {
            var line = new FeedLine([.. exchange]);
            next = line.Last.Opened.At;
            if (_told.Contains(exchange.Key))
            {
                told.Add(exchange.Key);
            }
            else if (all || HasEnded(line, now))
            {
                lines.Add(line);
                told.Add(exchange.Key);
            }
            else
            {
                waiting ??= line.At;
            }
        }
        _told = told;
        _from = Later(waiting ?? next, now - Patience);
        return lines;
    }

    private IEnumerable<IGrouping<LedgerId, LedgerRow>> Exchanges() =>
        _ledger.Show(new LedgerFilter { From = _from }).GroupBy(static row => row.Opened.Exchange);

    private static bool HasEnded(FeedLine line, DateTimeOffset now) =>
        line.Last.Closed is { } closed && (closed.Outcome == Outcome.Completed || now - closed.At > Quiet);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
