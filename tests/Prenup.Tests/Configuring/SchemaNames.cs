using System.Text.Json.Nodes;
using Prenup.Tests.Architecture;

namespace Prenup.Tests.Configuring;

/// <summary>Every name in the schema, and for each a small file in which it stands where it belongs.</summary>
internal static class SchemaNames
{
    private static readonly JsonNode Root = JsonNode.Parse(
        File.ReadAllText(Path.Combine(Repository.Root, "prenup.schema.json"))
    )!;

    /// <summary>A file for each place at which a name may stand.</summary>
    public static IEnumerable<string> Places() => Walk(Root, static yaml => yaml);

    /// <summary>The names of all properties, wherever they stand.</summary>
    public static IEnumerable<string> All() => Names(Root);

    private static IEnumerable<string> Names(JsonNode? node) =>
        node switch
        {
            JsonObject map => map.SelectMany(child =>
                child.Key == "properties"
                    ? ((JsonObject)child.Value!).SelectMany(static property =>
                        Names(property.Value).Prepend(property.Key)
                    )
                    : Names(child.Value)
            ),
            JsonArray list => list.SelectMany(Names),
            _ => [],
        };

    // JSON is YAML: each place is a file of one line, in which the name stands with nothing behind it.
    private static IEnumerable<string> Walk(JsonNode schema, Func<string, string> around)
    {
        var node = Resolve(schema);
        foreach (var (name, property) in node["properties"] as JsonObject ?? [])
        {
            string Inside(string yaml) => around($"{{ {Kind(node, name)}{name}: {yaml} }}");
            yield return Inside("~");
            foreach (var place in Walk(property!, Inside))
            {
                yield return place;
            }
        }
        var inner = new[]
        {
            (node["items"], (Func<string, string>)(yaml => around($"[ {yaml} ]"))),
            (node["patternProperties"]?.AsObject().Single().Value, yaml => around($"{{ x: {yaml} }}")),
        };
        foreach (var (child, into) in inner.Where(static pair => pair.Item1 is JsonObject))
        {
            foreach (var place in Walk(child!, into))
            {
                yield return place;
            }
        }
        foreach (
            var choice in (node["oneOf"] as JsonArray ?? []).Where(static choice =>
                choice!["required"] is null || choice["properties"] is not null
            )
        )
        {
            foreach (var place in Walk(choice!, around))
            {
                yield return place;
            }
        }
    }

    // What else may stand in an account depends on its cloud.
    private static string Kind(JsonNode node, string name) =>
        name != "cloud" && node["properties"]!["cloud"]?["enum"] is JsonArray { Count: 1 } cloud
            ? $"cloud: {cloud[0]}, "
            : "";

    private static JsonNode Resolve(JsonNode schema) =>
        schema["$ref"]?.GetValue<string>() is { } path ? Root["$defs"]![path["#/$defs/".Length..]]! : schema;
}
