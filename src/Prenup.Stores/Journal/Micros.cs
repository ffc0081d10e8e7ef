namespace Prenup.Stores.Journal;

/// <summary>Times as the ledger keeps them: whole microseconds.</summary>
public static class Micros
{
    /// <summary>Microseconds since 1970.</summary>
    public static long Of(DateTimeOffset at) =>
        (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>Microseconds of a duration; a negative one counts as none.</summary>
    public static long Of(TimeSpan duration) => Math.Max(0, duration.Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>The instant.</summary>
    public static DateTimeOffset At(long micros) =>
        DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);

    /// <summary>The duration.</summary>
    public static TimeSpan Span(long micros) => TimeSpan.FromTicks(micros * TimeSpan.TicksPerMicrosecond);
}
