using System.Text.Json;

namespace Prenup.FunctionalTests.Sandbox;

/// <summary>The names of all fields of a reply, each with the way to it: <c>/usage/input_tokens</c>.</summary>
internal static class FieldPaths
{
    /// <summary>The fields of a whole body, or of every event of a stream. What callers wrote (tools) is theirs and not looked into.</summary>
    public static IEnumerable<string> Of(string body, bool stream)
    {
        string[] documents = stream
            ? [.. body.Split('\n').Where(l => l.StartsWith("data: {", StringComparison.Ordinal)).Select(l => l[6..])]
            : [body];
        return documents.SelectMany(d => Of(JsonSerializer.Deserialize<JsonElement>(d), ""));
    }

    private static IEnumerable<string> Of(JsonElement json, string at) =>
        json.ValueKind switch
        {
            JsonValueKind.Object when !at.EndsWith("/tools", StringComparison.Ordinal) => json.EnumerateObject()
                .SelectMany(p => Of(p.Value, $"{at}/{p.Name}").Prepend($"{at}/{p.Name}")),
            JsonValueKind.Array => json.EnumerateArray().SelectMany(e => Of(e, at)),
            _ => [],
        };
}
