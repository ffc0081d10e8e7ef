using System.Text.Json;

namespace Prenup.Sandbox.Asking;

/// <summary>Reads JSON without ever throwing: what is absent or of another kind is null, or an undefined element.</summary>
internal static class JsonReading
{
    public static JsonElement Get(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) ? value : default;

    public static string? Text(this JsonElement json, string name) => json.Get(name).Text();

    public static string? Text(this JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escaped lone surrogate has no text; its raw form stands in for it.
            return json.GetRawText();
        }
    }

    public static bool? Flag(this JsonElement json, string name) =>
        json.Get(name).ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };

    public static long? Long(this JsonElement json, string name) =>
        json.Get(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out long value)
            ? value
            : null;

    /// <summary>The elements of an array; nothing for anything else.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement json) =>
        json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : [];
}
