using System.Globalization;

namespace Prenup.Configuring.Yaml;

/// <summary>Numbers with a unit: <c>500ms 15s 2m 1h 7d</c> and <c>512KiB 64MiB 1GiB</c>.</summary>
internal static class Quantities
{
    private static readonly (string Unit, long Factor)[] Durations =
    [
        ("ms", TimeSpan.TicksPerMillisecond),
        ("s", TimeSpan.TicksPerSecond),
        ("m", TimeSpan.TicksPerMinute),
        ("h", TimeSpan.TicksPerHour),
        ("d", TimeSpan.TicksPerDay),
    ];

    private static readonly (string Unit, long Factor)[] Sizes =
    [
        ("KiB", 1L << 10),
        ("MiB", 1L << 20),
        ("GiB", 1L << 30),
        ("B", 1),
    ];

    /// <summary>A duration above 0 and of at most 400 days; null after saying what is wrong.</summary>
    public static TimeSpan? Duration(this Field field)
    {
        var ticks = Quantity(field, Durations, "a duration as 500ms, 15s, 2m, 1h or 7d", 400 * TimeSpan.TicksPerDay);
        return ticks is { } value ? TimeSpan.FromTicks(value) : null;
    }

    /// <summary>A duration as configuration writes it, above 0 and of at most 400 days; null for anything else.</summary>
    public static TimeSpan? Duration(string text)
    {
        foreach (var (unit, factor) in Durations)
        {
            if (
                text.EndsWith(unit, StringComparison.Ordinal)
                && long.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.None, null, out var number)
            )
            {
                return number > 0 && number <= 400 * TimeSpan.TicksPerDay / factor
                    ? TimeSpan.FromTicks(number * factor)
                    : null;
            }
        }
        return null;
    }

    /// <summary>A size in bytes above 0; null after saying what is wrong.</summary>
    public static long? Bytes(this Field field, long most = 1L << 40) =>
        Quantity(field, Sizes, "a size as 512KiB, 64MiB or 1GiB", most);

    private static long? Quantity(Field field, (string Unit, long Factor)[] units, string expected, long most)
    {
        if (field.Text() is not { } text)
        {
            return null;
        }
        foreach (var (unit, factor) in units)
        {
            if (
                text.EndsWith(unit, StringComparison.Ordinal)
                && long.TryParse(
                    text.AsSpan(0, text.Length - unit.Length),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var number
                )
            )
            {
                if (number > 0 && number <= most / factor)
                {
                    return number * factor;
                }
                field.Error($"out of bounds: expected more than 0 and at most {most / factor}{unit}");
                return null;
            }
        }
        field.Error($"expected {expected}, found '{text}'");
        return null;
    }
}
