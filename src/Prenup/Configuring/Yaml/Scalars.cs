using System.Globalization;

namespace Prenup.Configuring.Yaml;

/// <summary>Values of one kind each; null after saying what is wrong.</summary>
internal static class Scalars
{
    /// <summary>A whole number within bounds.</summary>
    public static long? Integer(this Field field, long least, long most = long.MaxValue)
    {
        if (field.Text() is not { } text)
        {
            return null;
        }
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            field.Error($"expected a whole number, found '{text}'");
            return null;
        }
        if (number < least || number > most)
        {
            field.Error(
                most == long.MaxValue ? $"expected at least {least}" : $"expected a number from {least} to {most}"
            );
            return null;
        }
        return number;
    }

    /// <summary>A whole number within bounds that fits 32 bits.</summary>
    public static int? Count(this Field field, int least, int most = int.MaxValue) => (int?)field.Integer(least, most);

    /// <summary>A decimal number of at least 0, and below a bound where there is one. Money is read by this too.</summary>
    public static decimal? Number(this Field field, decimal below = decimal.MaxValue)
    {
        if (field.Text() is not { } text)
        {
            return null;
        }
        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        if (!decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var number))
        {
            field.Error($"expected a number, found '{text}'");
            return null;
        }
        if (number < 0 || number >= below)
        {
            var bounds = below == decimal.MaxValue ? "at least 0" : $"at least 0 and below {below}";
            field.Error(string.Create(CultureInfo.InvariantCulture, $"expected {bounds}"));
            return null;
        }
        return number;
    }

    /// <summary>A share from 0 to 1, 1 included.</summary>
    public static decimal? Share(this Field field)
    {
        var share = field.Number();
        if (share > 1)
        {
            field.Error("expected a share from 0 to 1");
            return null;
        }
        return share;
    }

    /// <summary>A calendar day: <c>2026-07-01</c>.</summary>
    public static DateOnly? Date(this Field field)
    {
        if (field.Text() is not { } text)
        {
            return null;
        }
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }
        field.Error($"expected a date as 2026-07-01, found '{text}'");
        return null;
    }

    /// <summary>An instant to the second: a day, which begins at midnight UTC, or <c>2026-07-30T07:00:00Z</c>.</summary>
    public static DateTimeOffset? Instant(this Field field)
    {
        if (field.Text() is not { } text)
        {
            return null;
        }
        string[] forms = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss'Z'"];
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal;
        if (DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, Utc, out var instant))
        {
            return instant;
        }
        field.Error($"expected a date as 2026-07-01, or an instant as 2026-07-01T07:00:00Z, found '{text}'");
        return null;
    }

    /// <summary>A list of texts.</summary>
    public static IReadOnlyList<string> Texts(this Field field) =>
        [.. field.Items().Select(static item => item.Text()).OfType<string>()];
}
