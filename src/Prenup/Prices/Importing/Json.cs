using System.Text.Json;

namespace Prenup.Prices.Importing;

/// <summary>Reads of a document that may hold anything: what is not there, or is of another kind, is null or empty.</summary>
internal static class Json
{
    public static JsonElement? At(this JsonElement? element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            element =
                element is { ValueKind: JsonValueKind.Object } here && here.TryGetProperty(name, out var next)
                    ? next
                    : null;
        }
        return element;
    }

    public static IEnumerable<JsonProperty> Properties(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Object } here ? here.EnumerateObject() : [];

    public static IEnumerable<JsonElement> Elements(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Array } here ? here.EnumerateArray() : [];

    public static string? Text(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.String } here ? here.GetString() : null;

    /// <summary>A number that a decimal can hold.</summary>
    public static decimal? Number(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Number } here && here.TryGetDecimal(out var number) ? number : null;
}
