using System.CommandLine;
using System.Globalization;
using Prenup.Configuring.Yaml;

namespace Prenup.Commands.Keys;

/// <summary>Times and spans on the command line: <c>2027-01-01</c> (its first instant, UTC), <c>2027-01-01T12:00:00Z</c>, <c>90d</c>.</summary>
internal static class Instants
{
    /// <summary>Refuses, as wrong use, what is neither a time nor a span.</summary>
    public static Option<string?> Times(Option<string?> option)
    {
        option.Validators.Add(given =>
        {
            if (given.Tokens is [var token] && Time(token.Value, DateTimeOffset.UnixEpoch) is null)
            {
                given.AddError(
                    $"{option.Name} is a date as 2027-01-01, a time as 2027-01-01T12:00:00Z, or a span as 90d."
                );
            }
        });
        return option;
    }

    /// <summary>Refuses, as wrong use, what is no span.</summary>
    public static Option<string?> Spans(Option<string?> option)
    {
        option.Validators.Add(given =>
        {
            if (given.Tokens is [var token] && Quantities.Duration(token.Value) is null)
            {
                given.AddError($"{option.Name} is a span as 15m, 12h or 7d.");
            }
        });
        return option;
    }

    /// <summary>A time, or the one so long after <paramref name="now"/>; null for anything else.</summary>
    public static DateTimeOffset? Time(string text, DateTimeOffset now) =>
        Quantities.Duration(text) is { } span ? now + span
        : DateTimeOffset.TryParseExact(
            text,
            ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss'Z'"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? time
        : null;

    /// <summary>For people: <c>2027-01-01 12:00Z</c>.</summary>
    public static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
