namespace Prenup.Core.Budgets;

/// <summary>
/// The money of one scope by the windows of one period. The two latest windows are kept, so that a clock that steps back finds
/// the one before as it was, and one that had jumped ahead comes back to where it was.
/// </summary>
/// <remarks>A step back beyond both counts into the earlier one: money that was spent is never given a second time.</remarks>
internal sealed class Account(Period period)
{
    private Period _period = period;
    private Slot? _early;
    private Slot? _late;

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
    public Slot At(DateTimeOffset now)
    {
        if (_late?.Window.Contains(now) == true)
        {
            return _late;
        }
        if (_early is not null && now < _early.Window.End)
        {
            return _early;
        }
        var slot = new Slot(_period.At(now));
        if (_late is null || now >= _late.Window.End)
        {
            (_early, _late) = (_late, slot);
        }
        else
        {
            _early = slot;
        }
        return slot;
    }
}
