using System.Diagnostics.CodeAnalysis;

namespace Prenup.Core.Ledger;

/// <summary>A time-ordered id of an attempt or an exchange: 43 bits of Unix milliseconds, 20 bits of sequence.</summary>
/// <remarks>It is the ledger's row id, so that rows are appended and never scattered.</remarks>
/// <param name="Value">The number; positive.</param>
public readonly record struct LedgerId(long Value)
{
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford's, without i l o u
    private const int Length = 13;

    /// <summary>When the id was made, to the millisecond.</summary>
    public DateTimeOffset At => DateTimeOffset.FromUnixTimeMilliseconds(Value >> 20);

    /// <summary>Reads what <see cref="ToString"/> wrote; false for anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out LedgerId id)
    {
        id = default;
        if (text is not { Length: Length })
        {
            return false;
        }
        long value = 0;
        foreach (var character in text)
        {
            var digit = Digits.IndexOf(character, StringComparison.Ordinal);
            if (digit < 0)
            {
                return false;
            }
            value = (value << 5) | (uint)digit;
        }
        id = new LedgerId(value);
        return value > 0;
    }

    /// <summary>Thirteen characters that sort by time: <c>0cr4x2m8k0000</c>.</summary>
    public override string ToString() =>
        string.Create(
            Length,
            Value,
            static (span, value) =>
            {
                for (var i = span.Length - 1; i >= 0; i--, value >>= 5)
                {
                    span[i] = Digits[(int)(value & 31)];
                }
            }
        );
}
