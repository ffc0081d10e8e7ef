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
        var whole = magnitude / PerDollar;
        return Text(Int128.IsNegative(Value), whole, (long)(magnitude - (whole * PerDollar)));
    }

    /// <summary>An amount that fits into 64 bits, which every request writes and which needs no 128-bit division.</summary>
    internal static string Text(long value)
    {
        var (whole, fraction) = Math.DivRem(value, PerDollar);
        return Text(value < 0, Math.Abs(whole), Math.Abs(fraction));
    }

    private static string Text(bool negative, Int128 whole, long fraction)
    {
        Span<char> text = stackalloc char[64];
        var length = 0;
        if (negative)
        {
            text[length++] = '-';
        }
        if (whole == 0)
        {
            text[length++] = '0';
        }
        else
        {
            whole.TryFormat(text[length..], out var digits, default, CultureInfo.InvariantCulture);
            length += digits;
        }
        if (fraction != 0)
        {
            text[length++] = '.';
            fraction.TryFormat(text[length..], out _, "D12", CultureInfo.InvariantCulture);
            length += 12;
            length = text[..length].TrimEnd('0').Length;
        }
        return text[..length].ToString();
    }
}
