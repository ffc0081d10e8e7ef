using System.Globalization;
using Prenup.Stores.Journal;

namespace Prenup.Stores;

/// <summary>A month in UTC: what a file of the ledger holds.</summary>
/// <param name="Number">Months since the year 0.</param>
public readonly record struct LedgerMonth(int Number) : IComparable<LedgerMonth>
{
    private const int Months = 12;
    private const string Form = "yyyy-MM";

    /// <summary>Its name: <c>2026-11</c>.</summary>
    public string Name => Start.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>Its first instant.</summary>
    public DateTimeOffset Start => new((Number / Months), (Number % Months) + 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The month after it.</summary>
    public LedgerMonth Next => new(Number + 1);

    /// <summary>Whether the left month comes earlier.</summary>
    public static bool operator <(LedgerMonth left, LedgerMonth right) => left.Number < right.Number;

    /// <summary>Whether the left month comes later.</summary>
    public static bool operator >(LedgerMonth left, LedgerMonth right) => left.Number > right.Number;

    /// <summary>Whether the left month does not come later.</summary>
    public static bool operator <=(LedgerMonth left, LedgerMonth right) => left.Number <= right.Number;

    /// <summary>Whether the left month does not come earlier.</summary>
    public static bool operator >=(LedgerMonth left, LedgerMonth right) => left.Number >= right.Number;

    /// <summary>The month of an instant.</summary>
    public static LedgerMonth Of(DateTimeOffset at) => new((at.UtcDateTime.Year * Months) + at.UtcDateTime.Month - 1);

    /// <summary>The month of microseconds since 1970.</summary>
    public static LedgerMonth Of(long micros) => Of(Micros.At(micros));

    /// <summary>Reads a <see cref="Name"/>; false for anything else.</summary>
    public static bool TryParse(string? text, out LedgerMonth month)
    {
        var read = DateTimeOffset.TryParseExact(
            text,
            Form,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var start
        );
        month = read ? Of(start) : default;
        return read;
    }

    /// <inheritdoc/>
    public int CompareTo(LedgerMonth other) => Number.CompareTo(other.Number);

    /// <summary>Its name.</summary>
    public override string ToString() => Name;
}
