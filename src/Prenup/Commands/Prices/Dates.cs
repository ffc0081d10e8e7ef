using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Prenup.Commands.Prices;

/// <summary>Days on the command line; prices change at midnight UTC.</summary>
internal static class Dates
{
    /// <summary>An option that takes a day; null where it is not given.</summary>
    public static Option<DateOnly?> Option(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "DATE",
            CustomParser = static given =>
                DateOnly.TryParseExact(
                    given.Tokens[0].Value,
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var day
                )
                    ? day
                    : Refuse(given),
        };

    /// <summary>The last instant of the day asked for, or now: what holds on a day holds at its end.</summary>
    public static DateTimeOffset End(DateOnly? day) =>
        day is { } asked
            ? new DateTimeOffset(asked, TimeOnly.MaxValue, TimeSpan.Zero)
            : TimeProvider.System.GetUtcNow();

    /// <summary>The day as it is written, or the instant where it is not midnight.</summary>
    public static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(
            instant.UtcDateTime.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss'Z'",
            CultureInfo.InvariantCulture
        );

    private static DateOnly? Refuse(ArgumentResult given)
    {
        given.AddError($"'{given.Tokens[0].Value}' is not a day as 2026-11-01.");
        return null;
    }
}
