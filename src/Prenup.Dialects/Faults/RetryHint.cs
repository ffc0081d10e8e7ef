using System.Globalization;

namespace Prenup.Dialects.Faults;

/// <summary>What a reply's headers say about trying again.</summary>
/// <param name="Wait">The longest wait that any header asks for; null where none does.</param>
/// <param name="ShouldRetry"><c>x-should-retry</c>; null where it is absent.</param>
public readonly record struct RetryHint(TimeSpan? Wait, bool? ShouldRetry)
{
    /// <summary>The longest wait taken from a header; nobody means more, and a wrong clock may say anything.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromDays(1);

    private const int TooManyRequests = 429;

    /// <summary>Reads the headers of OpenAI and Azure.</summary>
    /// <param name="status">The reply's status. A rate-limit reset counts for 429, or when nothing remains.</param>
    /// <param name="header">Finds a header's value by its lower-case name; null where it is absent.</param>
    /// <param name="now">The instant, for a <c>retry-after</c> that is a date.</param>
    public static RetryHint Parse(int status, Func<string, string?> header, DateTimeOffset now)
    {
        var wait = RetryAfter(header("retry-after"), now);
        wait = Longer(wait, Milliseconds(header("retry-after-ms")));
        wait = Longer(wait, Milliseconds(header("x-ms-retry-after-ms")));
        wait = Longer(wait, Reset("requests", status, header));
        wait = Longer(wait, Reset("tokens", status, header));
        bool? shouldRetry = header("x-should-retry") switch
        {
            "true" => true,
            "false" => false,
            _ => null,
        };
        return new RetryHint(wait, shouldRetry);
    }

    private static TimeSpan? Reset(string what, int status, Func<string, string?> header)
    {
        var isOver = status == TooManyRequests || header($"x-ratelimit-remaining-{what}") == "0";
        return isOver ? ResetDuration.Parse(header($"x-ratelimit-reset-{what}")) : null;
    }

    private static TimeSpan? RetryAfter(string? value, DateTimeOffset now)
    {
        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
        {
            return Bounded(seconds * 1000);
        }
        var isDate = DateTimeOffset.TryParseExact(
            value,
            "r",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var date
        );
        return isDate ? Bounded((date - now).TotalMilliseconds) : null;
    }

    private static TimeSpan? Milliseconds(string? value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? Bounded(number)
            : null;

    private static TimeSpan? Longer(TimeSpan? a, TimeSpan? b) => a is null || b > a ? b ?? a : a;

    internal static TimeSpan? Bounded(double milliseconds) =>
        double.IsNaN(milliseconds)
            ? null
            : TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, MaxWait.TotalMilliseconds));
}
