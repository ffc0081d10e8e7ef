using System.Text.Json;
using Prenup.Core.Faults;

namespace Prenup.Dialects.Requests;

/// <summary>Reads the value at a reader as the type that its field must have; <c>null</c> counts as absent everywhere.</summary>
internal static class FieldValue
{
    public static Fault? Text(ref Utf8JsonReader reader, string field, out string? value)
    {
        value = null;
        return reader.TokenType == JsonTokenType.Null || JsonText.TryGet(ref reader, out value)
            ? null
            : Refusals.WrongType(field, "a string");
    }

    public static Fault? Flag(ref Utf8JsonReader reader, string field, out bool? value)
    {
        value = reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => null,
        };
        return value is not null || reader.TokenType == JsonTokenType.Null
            ? null
            : Refusals.WrongType(field, "true or false");
    }

    public static Fault? Whole(ref Utf8JsonReader reader, string field, int most, out int? value)
    {
        value = null;
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }
        if (
            reader.TokenType == JsonTokenType.Number
            && reader.TryGetInt32(out var number)
            && number >= 1
            && number <= most
        )
        {
            value = number;
            return null;
        }
        return Refusals.WrongType(field, $"a whole number from 1 to {most}");
    }

    /// <summary>Where the value stands in the body; the reader moves to its end.</summary>
    public static ByteRange Skip(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new ByteRange(start, (int)reader.BytesConsumed - start);
    }
}
