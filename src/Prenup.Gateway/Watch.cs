namespace Prenup.Gateway;

/// <summary>
/// The timers of one attempt: one real timer, and a deadline that phases move. Moving it is a store, so that an event costs
/// nothing; the timer looks at the deadline when it fires and sleeps on if it was moved.
/// </summary>
public sealed class Watch : IDisposable
{
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _cancel = new();
    private readonly ITimer _timer;
    private readonly long _end;
    private readonly Lock _lock = new();
    private long _deadline;
    private long _drain;
    private long _wakes = long.MaxValue;
    private Phase _armed;
    private int _fired;
    private bool _over;

    /// <summary>Starts to watch; the whole attempt may take <paramref name="total"/>.</summary>
    public Watch(TimeProvider clock, TimeSpan total)
    {
        _clock = clock;
        _end = clock.GetTimestamp() + Ticks(total);
        _deadline = _end;
        _timer = clock.CreateTimer(static watch => ((Watch)watch!).Wake(), this, Never, Never);
    }

    /// <summary>Cancelled when a timer fires or the client goes away.</summary>
    public CancellationToken Token => _cancel.Token;

    /// <summary>The phase whose timer fired; <see cref="Phase.None"/> while none has.</summary>
    public Phase Fired => (Phase)Volatile.Read(ref _fired);

    /// <summary>From now, the phase may take this long; the attempt's total holds beside it.</summary>
    public void Arm(Phase phase, TimeSpan span)
    {
        var deadline = _clock.GetTimestamp() + Ticks(span);
        var total = deadline > _end && phase < Phase.Drain;
        _armed = total ? Phase.Total : phase;
        Volatile.Write(ref _deadline, total ? _end : deadline);
        if (Deadline() < Volatile.Read(ref _wakes))
        {
            Sleep();
        }
    }

    /// <summary>The client went away, and the attempt is read on: from now it has this long, whatever phase it is in. Thread-safe.</summary>
    public void Drain(TimeSpan span)
    {
        Volatile.Write(ref _drain, _clock.GetTimestamp() + Ticks(span));
        Sleep();
    }

    /// <summary>The client went away: cancels at once.</summary>
    public void ClientLeft() => Fire(Phase.ClientGone);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _over = true;
        }
        _timer.Dispose(); // the source holds no timer of its own, and a late fire may still reach it
    }

    private void Wake()
    {
        if (_clock.GetTimestamp() < Deadline())
        {
            Sleep();
            return;
        }
        Fire(Draining ? Phase.Drain : _armed);
    }

    private bool Draining => Volatile.Read(ref _drain) != 0 && _armed != Phase.Linger;

    private long Deadline() => Draining ? Volatile.Read(ref _drain) : Volatile.Read(ref _deadline);

    private void Sleep()
    {
        lock (_lock) // a fire and a move may meet; rare, since moves only go later but for a new phase
        {
            if (_over)
            {
                return;
            }
            var deadline = Deadline();
            var due = _clock.GetElapsedTime(_clock.GetTimestamp(), deadline);
            Volatile.Write(ref _wakes, deadline);
            // One millisecond more: a timer that fires a hair early would only sleep again.
            _timer.Change(due > TimeSpan.Zero ? due + TimeSpan.FromMilliseconds(1) : TimeSpan.Zero, Never);
        }
    }

    private void Fire(Phase phase)
    {
        lock (_lock)
        {
            if (_over || _fired != 0)
            {
                return;
            }
            Volatile.Write(ref _fired, (int)phase);
        }
        _cancel.Cancel();
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * _clock.TimestampFrequency);
}
