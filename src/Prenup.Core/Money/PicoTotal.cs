using System.Globalization;

namespace Prenup.Core.Money;

/// <summary>A sum of entries in pico-dollars; wide enough that no ledger overflows it.</summary>
/// <param name="Value">Pico-dollars.</param>
public readonly record struct PicoTotal(Int128 Value)
{
    private const long PerDollar = 1_000_000_000_000;

    /// <summary>Adds one entry's amount.</summary>
    public static PicoTotal operator +(PicoTotal total, PicoDollars amount) => new(total.Value + amount.Value);

    /// <summary>Adds two sums.</summary>
    public static PicoTotal operator +(PicoTotal left, PicoTotal right) => new(left.Value + right.Value);

    /// <summary>The amount in USD, exact, without trailing zeros: <c>12.00000125</c>.</summary>
    public override string ToString()
    {
        var magnitude = Int128.Abs(Value);
        var whole = (magnitude / PerDollar).ToString(CultureInfo.InvariantCulture);
        var fraction = ((long)(magnitude % PerDollar)).ToString("D12", CultureInfo.InvariantCulture).TrimEnd('0');
        var sign = Int128.IsNegative(Value) ? "-" : "";
        return fraction.Length == 0 ? sign + whole : $"{sign}{whole}.{fraction}";
    }
}
