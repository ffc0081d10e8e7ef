using System.Text.Json.Nodes;
using Prenup.Tests.Architecture;
using Xunit;

namespace Prenup.Tests.Configuring;

/// <summary>docs/configuration.md has a row for every name in the schema, with its default.</summary>
public sealed class ManualTests
{
    private static readonly HashSet<string> Rows =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "docs", "configuration.md"))
            .Where(static line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(static line => string.Join('|', line.Split('|').Take(3)).TrimEnd()),
    ];

    [Fact]
    public void Every_name_has_a_row_with_its_default()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "prenup.schema.json")))!;
        var roots = schema["$defs"]!.AsObject().Select(static definition => definition.Value!).Prepend(schema);
        var expected = roots.SelectMany(static root => RowsOf(root, "")).ToHashSet();
        Assert.Empty(expected.Except(Rows));
        Assert.Empty(Rows.Except(expected));
    }

    private static IEnumerable<string> RowsOf(JsonNode node, string prefix)
    {
        foreach (var (name, property) in node["properties"] as JsonObject ?? [])
        {
            if (name == "cloud" && property!["enum"] is JsonArray { Count: 1 })
            {
                continue; // the heading says it
            }
            yield return $"| `{prefix}{name}` | {Default(property!["default"])}".TrimEnd();
            var items = property["items"] is JsonObject inner
                ? (inner, $"{prefix}{name}[].")
                : (property, $"{prefix}{name}.");
            foreach (var below in RowsOf(items.Item1, items.Item2))
            {
                yield return below;
            }
            foreach (
                var below in (property["oneOf"] as JsonArray ?? []).SelectMany(choice =>
                    RowsOf(choice!, $"{prefix}{name}.")
                )
            )
            {
                yield return below;
            }
        }
    }

    private static string Default(JsonNode? value) =>
        value switch
        {
            null => "",
            JsonArray list => $"`[{string.Join(", ", list)}]`",
            _ => $"`{value}`",
        };
}
