using System.Text;
using System.Text.Json;

namespace Prenup.Stores.Rollups;

/// <summary>A client's tags, as far as reports know them: eight at most, in the order of their names.</summary>
internal static class TagList
{
    private const int Most = 8;
    private const int LongestName = 64; // characters; of longer ones the begin counts
    private const int LongestValue = 128;

    /// <summary>Reads what a client sent: texts, numbers and booleans of a JSON object. What is no JSON ends the reading.</summary>
    public static SortedDictionary<string, string> Read(string? json)
    {
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (json is null)
        {
            return tags;
        }
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
            if (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                while (tags.Count < Most && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = Cut(reader.GetString()!, LongestName);
                    reader.Read();
                    if (Value(ref reader) is { } value)
                    {
                        tags[name] = Cut(value, LongestValue);
                    }
                    reader.Skip();
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // They may have been cut off; what stands before that counts.
        }
        return tags;
    }

    /// <summary>Tags as one text, always the same for the same ones.</summary>
    public static string Text(IEnumerable<KeyValuePair<string, string>> tags)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            foreach (var (name, value) in tags)
            {
                json.WriteString(name, value);
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static string? Value(ref Utf8JsonReader reader) =>
        reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            _ => null,
        };

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
