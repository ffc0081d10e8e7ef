using Prenup.Core.Keys;

namespace Prenup.Gateway;

/// <summary>What one key has in use: exchanges in flight, and requests of the current minute. Outlives a reload.</summary>
public sealed class KeyUse
{
    private readonly Lock _lock = new();
    private int _inFlight;
    private long _minute;
    private int _inMinute;
    private long _lastSecond;

    /// <summary>Exchanges in flight.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>When it was last let in, to the second; null where it never was.</summary>
    public DateTimeOffset? Last =>
        Volatile.Read(ref _lastSecond) is > 0 and var second ? DateTimeOffset.FromUnixTimeSeconds(second) : null;

    /// <summary>Enters one exchange: both limits are checked and taken in one step, never one after the other.</summary>
    /// <returns>True with the requests left in this minute (−1 without a limit); false with the limit that refused.</returns>
    public bool TryEnter(KeyLimits limits, DateTimeOffset now, out KeyUseVerdict verdict)
    {
        var second = now.ToUnixTimeSeconds();
        var minute = second / 60;
        var reset = TimeSpan.FromSeconds(60 - (now.ToUnixTimeMilliseconds() % 60_000 / 1000.0));
        lock (_lock) // one short section a request: the limits of one key are one state
        {
            if (minute > _minute) // a clock stepping back opens no second window
            {
                _minute = minute;
                _inMinute = 0;
            }
            if (limits.Concurrent is { } concurrent && InFlight >= concurrent)
            {
                verdict = new KeyUseVerdict(true, -1, reset);
                return false;
            }
            if (limits.RequestsPerMinute is { } rate && _inMinute >= rate)
            {
                verdict = new KeyUseVerdict(false, 0, reset);
                return false;
            }
            Interlocked.Increment(ref _inFlight); // leaving takes no lock
            _lastSecond = second;
            _inMinute++;
            verdict = new KeyUseVerdict(false, limits.RequestsPerMinute is { } limit ? limit - _inMinute : -1, reset);
            return true;
        }
    }

    /// <summary>Leaves: the exchange has ended.</summary>
    public void Leave() => Interlocked.Decrement(ref _inFlight);
}

/// <summary>What <see cref="KeyUse.TryEnter"/> found.</summary>
/// <param name="Concurrency">The limit on exchanges at a time refused.</param>
/// <param name="RequestsLeft">Requests left in this minute; −1 without a limit.</param>
/// <param name="Reset">Until the minute ends.</param>
public readonly record struct KeyUseVerdict(bool Concurrency, int RequestsLeft, TimeSpan Reset);
