using Microsoft.Extensions.Logging;

namespace Prenup.Stores.Journal;

/// <summary>The times of entries, which never run backwards: while the clock is behind the last entry, that entry's time is taken.</summary>
/// <param name="last">The time of the last entry in microseconds since 1970; 0 where there is none.</param>
/// <param name="log">Where a step of the clock is told.</param>
internal sealed class EntryClock(long last, ILogger log)
{
    // Entries made side by side come in any order; what is further back was a step of the clock.
    private const long Stepped = 1_000_000;

    private long _last = last;
    private bool _behind;

    /// <summary>The time of the last entry. May be read at any time; all else is called under the journal's lock.</summary>
    public long Last => Volatile.Read(ref _last);

    /// <summary>The time that an entry takes.</summary>
    public long At(DateTimeOffset now) => Math.Max(Last, Micros.Of(now));

    /// <summary>An entry was written at this time.</summary>
    public void Wrote(long at) => Volatile.Write(ref _last, at);

    /// <summary>How far the clock is behind the last entry; 0 while it is not.</summary>
    public TimeSpan Behind(DateTimeOffset now) => Micros.Span(Math.Max(0, Last - Micros.Of(now)));

    /// <summary>Compares an entry that was made just now with the last one: that the clock is behind is told once, and once that it is not any more.</summary>
    public void Compare(DateTimeOffset now)
    {
        var behind = Last - Micros.Of(now);
        if (behind > Stepped == _behind)
        {
            return;
        }
        _behind = !_behind;
        if (_behind)
        {
            log.ClockBehind(Micros.Span(behind));
        }
        else
        {
            log.ClockLevel();
        }
    }
}
