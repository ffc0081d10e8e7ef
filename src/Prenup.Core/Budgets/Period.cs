namespace Prenup.Core.Budgets;

/// <summary>How time is divided into windows: a pure function of unit, zone and instant, which covers all time without gap or overlap.</summary>
/// <param name="Unit">What repeats.</param>
/// <param name="Zone">Whose calendar is meant.</param>
public sealed record Period(PeriodUnit Unit, TimeZoneInfo Zone)
{
    // No offset is beyond 14 hours, and no zone changes its clocks twice within so short a time.
    private static readonly TimeSpan Margin = TimeSpan.FromHours(16);

    /// <summary>The first instant of a <see cref="PeriodUnit.Term"/>.</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>The first instant behind it.</summary>
    public DateTimeOffset Until { get; init; }

    /// <summary>From the first moment of one day to that of a later one, which is not in it.</summary>
    public static Period Term(DateOnly from, DateOnly until, TimeZoneInfo zone) =>
        new(PeriodUnit.Term, zone)
        {
            From = Reached(from.ToDateTime(TimeOnly.MinValue), zone),
            Until = Reached(until.ToDateTime(TimeOnly.MinValue), zone),
        };

    /// <summary>The window that an instant lies in.</summary>
    public Window At(DateTimeOffset instant)
    {
        if (Unit == PeriodUnit.Term)
        {
            return instant < From ? new Window(DateTimeOffset.MinValue, From, Open: false)
                : instant < Until ? new Window(From, Until)
                : new Window(Until, DateTimeOffset.MaxValue, Open: false);
        }
        var first = First(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);
        while (true) // once, but where a clock change repeats the end of one window within the next
        {
            var next = Next(first);
            var end = Reached(next, Zone);
            if (instant < end)
            {
                return new Window(Reached(first, Zone), end);
            }
            first = next;
        }
    }

    /// <summary>
    /// The first instant at which a zone's clocks show a local time or a later one: where it is skipped, the instant of the
    /// change; where it comes twice, the first.
    /// </summary>
    public static DateTimeOffset Reached(DateTime local, TimeZoneInfo zone)
    {
        var utc = new DateTimeOffset(local, TimeSpan.Zero);
        var before = zone.GetUtcOffset(utc - Margin);
        var after = zone.GetUtcOffset(utc + Margin);
        if (before == after || zone.GetUtcOffset(utc - before) == before)
        {
            return utc - before;
        }
        return zone.GetUtcOffset(utc - after) == after ? utc - after : Change(utc - after, utc - before, after, zone);
    }

    // The clocks change after the first and not after the last of two instants: when, to the tick.
    private static DateTimeOffset Change(DateTimeOffset first, DateTimeOffset last, TimeSpan after, TimeZoneInfo zone)
    {
        while (last - first > TimeSpan.FromTicks(1))
        {
            var middle = first + ((last - first) / 2);
            (first, last) = zone.GetUtcOffset(middle) == after ? (first, middle) : (middle, last);
        }
        return last;
    }

    private DateTime First(DateTime local) =>
        Unit switch
        {
            PeriodUnit.Hour => local.Date.AddHours(local.Hour),
            PeriodUnit.Day => local.Date,
            PeriodUnit.Week => local.Date.AddDays(-(((int)local.DayOfWeek + 6) % 7)),
            _ => new DateTime(local.Year, local.Month, 1),
        };

    private DateTime Next(DateTime first) =>
        Unit switch
        {
            PeriodUnit.Hour => first.AddHours(1),
            PeriodUnit.Day => first.AddDays(1),
            PeriodUnit.Week => first.AddDays(7),
            _ => first.AddMonths(1),
        };
}
