using System.Buffers;
using System.Globalization;

namespace Prenup.Dialects.Faults;

/// <summary>
/// The value of <c>x-ratelimit-reset-*</c>: OpenAI writes durations as Go does (<c>6m0s</c>, <c>2ms</c>, <c>1h2m3.5s</c>),
/// Azure bare integers, which are milliseconds.
/// </summary>
internal static class ResetDuration
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    /// <summary>Reads a value; null where it is absent or neither form.</summary>
    public static TimeSpan? Parse(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }
        if (double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var bare))
        {
            return RetryHint.Bounded(bare);
        }
        var rest = value.AsSpan().Trim();
        var milliseconds = 0d;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(Digits);
            if (digits <= 0 || !double.TryParse(rest[..digits], CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }
            rest = rest[digits..];
            var length = rest.IndexOfAny(Digits);
            var unit = Unit(length < 0 ? rest : rest[..length]);
            if (unit is null)
            {
                return null;
            }
            milliseconds += number * unit.Value;
            rest = length < 0 ? default : rest[length..];
        }
        return RetryHint.Bounded(milliseconds);
    }

    private static double? Unit(ReadOnlySpan<char> unit) =>
        unit switch
        {
            "h" => 3_600_000,
            "m" => 60_000,
            "s" => 1000,
            "ms" => 1,
            "us" or "µs" or "μs" => 0.001,
            "ns" => 0.000001,
            _ => null,
        };
}
