using System.Globalization;
using CsCheck;
using Prenup.Core.Budgets;
using Xunit;

namespace Prenup.Tests.Core.Budgets;

/// <summary>Windows of budgets, by the calendar of a zone.</summary>
public sealed class PeriodTests
{
    private static readonly string[] Zones =
    [
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe", // half an hour of summer time
        "Pacific/Apia", // 30 December 2011 did not exist
        "America/St_Johns", // changed its clocks a minute after midnight
        "America/Sao_Paulo", // changed them at midnight
        "Asia/Kathmandu",
        "Africa/Casablanca", // turns summer time off for a month each year
    ];

    [Theory]
    // An ordinary day, the day without an hour and the day with two of them.
    [InlineData("Europe/Berlin", "day", "2026-01-15T12:00Z", "2026-01-14T23:00Z", "2026-01-15T23:00Z")]
    [InlineData("Europe/Berlin", "day", "2026-03-29T12:00Z", "2026-03-28T23:00Z", "2026-03-29T22:00Z")]
    [InlineData("Europe/Berlin", "day", "2026-10-25T12:00Z", "2026-10-24T22:00Z", "2026-10-25T23:00Z")]
    [InlineData("America/New_York", "day", "2026-11-01T12:00Z", "2026-11-01T04:00Z", "2026-11-02T05:00Z")]
    [InlineData("Australia/Lord_Howe", "day", "2026-04-04T20:00Z", "2026-04-04T13:00Z", "2026-04-05T13:30Z")]
    // The last instant before midnight and midnight itself.
    [InlineData("Europe/Berlin", "day", "2026-06-30T21:59:59.9999999Z", "2026-06-29T22:00Z", "2026-06-30T22:00Z")]
    [InlineData("Europe/Berlin", "day", "2026-06-30T22:00Z", "2026-06-30T22:00Z", "2026-07-01T22:00Z")]
    // The day that did not exist is nobody's: the 29th ends where the 31st begins.
    [InlineData("Pacific/Apia", "day", "2011-12-30T09:59Z", "2011-12-29T10:00Z", "2011-12-30T10:00Z")]
    [InlineData("Pacific/Apia", "day", "2011-12-30T10:00Z", "2011-12-30T10:00Z", "2011-12-31T10:00Z")]
    // Midnight is skipped, and the day before ends with an hour that comes twice.
    [InlineData("America/Sao_Paulo", "day", "2018-11-04T12:00Z", "2018-11-04T03:00Z", "2018-11-05T02:00Z")]
    [InlineData("America/Sao_Paulo", "day", "2019-02-17T02:30Z", "2019-02-16T02:00Z", "2019-02-17T03:00Z")]
    // An hour that comes twice is one of two hours; one that is skipped is none.
    [InlineData("Europe/Berlin", "hour", "2026-10-25T00:30Z", "2026-10-25T00:00Z", "2026-10-25T02:00Z")]
    [InlineData("Europe/Berlin", "hour", "2026-10-25T01:30Z", "2026-10-25T00:00Z", "2026-10-25T02:00Z")]
    [InlineData("Europe/Berlin", "hour", "2026-03-29T01:30Z", "2026-03-29T01:00Z", "2026-03-29T02:00Z")]
    [InlineData("Asia/Kathmandu", "hour", "2026-06-01T12:20Z", "2026-06-01T12:15Z", "2026-06-01T13:15Z")]
    // Monday to Sunday, over a change of the clocks and over a year's end.
    [InlineData("Europe/Berlin", "week", "2026-03-29T12:00Z", "2026-03-22T23:00Z", "2026-03-29T22:00Z")]
    [InlineData("UTC", "week", "2027-01-01T00:00Z", "2026-12-28T00:00Z", "2027-01-04T00:00Z")]
    // Months of every length.
    [InlineData("UTC", "month", "2028-02-29T23:59Z", "2028-02-01T00:00Z", "2028-03-01T00:00Z")]
    [InlineData("UTC", "month", "2027-02-28T23:59Z", "2027-02-01T00:00Z", "2027-03-01T00:00Z")]
    [InlineData("Europe/Berlin", "month", "2026-12-31T22:59Z", "2026-11-30T23:00Z", "2026-12-31T23:00Z")]
    [InlineData("Europe/Berlin", "month", "2026-12-31T23:00Z", "2026-12-31T23:00Z", "2027-01-31T23:00Z")]
    [InlineData("Europe/Berlin", "month", "2026-03-15T12:00Z", "2026-02-28T23:00Z", "2026-03-31T22:00Z")]
    [InlineData("America/New_York", "month", "2026-11-15T12:00Z", "2026-11-01T04:00Z", "2026-12-01T05:00Z")]
    public void Trap11_A_window_begins_and_ends_by_the_zones_calendar(
        string zone,
        string per,
        string instant,
        string begin,
        string end
    )
    {
        var period = new Period(PeriodUnits.Parse(per)!.Value, TimeZoneInfo.FindSystemTimeZoneById(zone));
        Assert.Equal(new Window(At(begin), At(end)), period.At(At(instant)));
    }

    [Fact]
    public void Trap11_Windows_cover_all_time_without_gap_or_overlap()
    {
        var instants = Gen.Long[
            new DateTimeOffset(2005, 1, 1, 0, 0, 0, TimeSpan.Zero).UtcTicks,
            new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero).UtcTicks
        ];
        Gen.Select(Gen.Int[0, Zones.Length - 1], Gen.Int[0, (int)PeriodUnit.Month], instants)
            .Sample(
                static (zone, unit, ticks) =>
                {
                    var period = new Period((PeriodUnit)unit, TimeZoneInfo.FindSystemTimeZoneById(Zones[zone]));
                    var instant = new DateTimeOffset(ticks, TimeSpan.Zero);
                    var window = period.At(instant);
                    Assert.True(window.Contains(instant), $"{window} does not hold {instant:O}");
                    Assert.Equal(window, period.At(window.Begin));
                    Assert.Equal(window, period.At(window.End - TimeSpan.FromTicks(1)));
                    Assert.Equal(window.End, period.At(window.End).Begin);
                    var (least, most) = Bounds((PeriodUnit)unit);
                    Assert.InRange(window.End - window.Begin, least, most);
                },
                iter: 20_000
            );
    }

    [Fact]
    public void Trap11_Every_hour_around_every_change_of_the_clocks_is_in_one_window()
    {
        foreach (var zone in Zones.Select(TimeZoneInfo.FindSystemTimeZoneById))
        {
            foreach (var unit in new[] { PeriodUnit.Hour, PeriodUnit.Day, PeriodUnit.Month })
            {
                var period = new Period(unit, zone);
                var instant = At("2011-01-01T00:07Z");
                var window = period.At(instant);
                for (; instant.Year < 2013; instant = instant.AddMinutes(30))
                {
                    while (!window.Contains(instant))
                    {
                        var next = period.At(window.End);
                        Assert.Equal(window.End, next.Begin);
                        window = next;
                    }
                    Assert.Equal(window, period.At(instant));
                }
            }
        }
    }

    [Fact]
    public void Trap11_A_term_gives_money_between_its_days_and_at_no_other_time()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var period = Period.Term(new DateOnly(2026, 3, 29), new DateOnly(2027, 1, 1), zone);
        Assert.False(period.At(At("2026-03-28T22:59Z")).Open);
        Assert.Equal(new Window(At("2026-03-28T23:00Z"), At("2026-12-31T23:00Z")), period.At(At("2026-03-28T23:00Z")));
        Assert.False(period.At(At("2026-12-31T23:00Z")).Open);
    }

    private static (TimeSpan Least, TimeSpan Most) Bounds(PeriodUnit unit) =>
        unit switch
        {
            PeriodUnit.Hour => (TimeSpan.FromMinutes(1), TimeSpan.FromHours(2)),
            PeriodUnit.Day => (TimeSpan.FromHours(22), TimeSpan.FromHours(26)),
            PeriodUnit.Week => (TimeSpan.FromDays(6) - TimeSpan.FromHours(1), TimeSpan.FromDays(7.1)),
            _ => (TimeSpan.FromDays(27.9), TimeSpan.FromDays(31.1)),
        };

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
