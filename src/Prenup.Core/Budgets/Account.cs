namespace Prenup.Core.Budgets;

/// <summary>
/// The money of one scope by the windows of one period. The latest windows are kept, so that a clock that steps back finds the
/// one before as it was, and one that had jumped ahead comes back to where it was.
/// </summary>
/// <remarks>
/// A step back beyond all that are kept counts into the earliest: money that was spent is never given a second time. One hole is
/// left: where a gateway is restarted while its clock is ahead, the window that the clock comes back to begins anew.
/// </remarks>
internal sealed class Account(Period period)
{
    private const int Kept = 4;
    private readonly List<Slot> _slots = new(Kept + 1); // by time
    private Period _period = period;
    private Slot? _last;

    /// <summary>Whether it counts by this period.</summary>
    public bool Follows(Period period)
    {
        if (ReferenceEquals(_period, period))
        {
            return true;
        }
        if (_period != period)
        {
            return false;
        }
        _period = period; // the same of a later configuration: quickly found from now on
        return true;
    }

    /// <summary>The money of the window of an instant.</summary>
    public Slot At(DateTimeOffset now) => _last?.Window.Contains(now) == true ? _last : _last = Find(now) ?? Begin(now);

    private Slot? Find(DateTimeOffset now) =>
        _slots.Find(slot => slot.Window.Contains(now))
        ?? (_slots.Count == Kept && now < _slots[0].Window.Begin ? _slots[0] : null);

    private Slot Begin(DateTimeOffset now)
    {
        var slot = new Slot(_period.At(now));
        _slots.Insert(_slots.FindLastIndex(earlier => earlier.Window.Begin < slot.Window.Begin) + 1, slot);
        if (_slots.Count > Kept)
        {
            _slots.RemoveAt(0);
        }
        return slot;
    }
}
