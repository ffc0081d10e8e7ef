using System.Text.Json;
using Prenup.Core.Money;

namespace Prenup.Dialects.Usage;

/// <summary>Numbers in usage objects.</summary>
internal static class TokenNumber
{
    // No reply has more, and sums of a few such numbers cannot overflow.
    private const long MostTokens = 1L << 48;
    private const decimal PicoPerUsd = 1_000_000_000_000m;
    private const decimal MostUsd = 9_000_000m;

    /// <summary>The count behind the name at the reader; null where it is null, or is no count, which is noted.</summary>
    public static long? Read(ref Utf8JsonReader reader, ref bool isInvalid)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }
        if (reader.TokenType == JsonTokenType.Number)
        {
            if (reader.TryGetInt64(out var whole) && whole is >= 0 and <= MostTokens)
            {
                return whole;
            }
            // Some servers write 12.0.
            if (
                reader.TryGetDecimal(out var number)
                && number is >= 0 and <= MostTokens
                && number == decimal.Truncate(number)
            )
            {
                return (long)number;
            }
        }
        reader.Skip();
        isInvalid = true;
        return null;
    }

    /// <summary>The amount at the reader, rounded half-even to pico-dollars; null where it is no amount of money.</summary>
    /// <param name="reader">Stands at the number.</param>
    /// <param name="perUsd">How many of the unit are a USD.</param>
    public static PicoDollars? Amount(ref Utf8JsonReader reader, decimal perUsd = 1) =>
        reader.TokenType == JsonTokenType.Number
        && reader.TryGetDecimal(out var number)
        && number >= 0
        && number / perUsd is var usd and < MostUsd
            ? PicoDollars.Rounded(usd * PicoPerUsd)
            : null;

    /// <summary>Skips the value behind the name at the reader.</summary>
    public static void Skip(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    /// <summary>Whether the value behind the name at the reader is an object; skips anything else.</summary>
    public static bool Enters(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }
        reader.Skip();
        return false;
    }
}
