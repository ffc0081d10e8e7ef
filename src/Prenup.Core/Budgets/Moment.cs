namespace Prenup.Core.Budgets;

/// <summary>A reading of both clocks: windows of money follow the calendar, minutes of rates follow the time that passed.</summary>
/// <param name="Now">The time of day; may step.</param>
/// <param name="Elapsed">The time since some beginning; never steps.</param>
public readonly record struct Moment(DateTimeOffset Now, TimeSpan Elapsed)
{
    private const long MinuteTicks = TimeSpan.TicksPerMinute;

    /// <summary>Reads them.</summary>
    public static Moment Of(TimeProvider clock) =>
        new(clock.GetUtcNow(), clock.GetElapsedTime(0, clock.GetTimestamp()));

    /// <summary>The number of the minute.</summary>
    public long Minute => Elapsed.Ticks / MinuteTicks;

    /// <summary>Until the next minute begins.</summary>
    public TimeSpan ToNextMinute => TimeSpan.FromTicks(MinuteTicks - (Elapsed.Ticks % MinuteTicks));
}
