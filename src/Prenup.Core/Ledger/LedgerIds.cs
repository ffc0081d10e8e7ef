namespace Prenup.Core.Ledger;

/// <summary>Makes ids that only ever grow, also when the clock steps back.</summary>
/// <param name="clock">Where the time comes from.</param>
/// <param name="last">The highest id ever given out, from the journal; 0 for a new one.</param>
public sealed class LedgerIds(TimeProvider clock, long last)
{
    private long _last = last;

    /// <summary>The next id. Thread-safe, lock-free.</summary>
    public LedgerId Next()
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds() << 20;
        while (true)
        {
            var highest = Volatile.Read(ref _last);
            var next = Math.Max(now, highest + 1);
            if (Interlocked.CompareExchange(ref _last, next, highest) == highest)
            {
                return new LedgerId(next);
            }
        }
    }
}
