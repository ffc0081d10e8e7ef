using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Prenup.Tests.Configuring;

/// <summary>YAML as an editor's schema check sees it: plain scalars by YAML's core schema, quoted ones as texts.</summary>
internal static class YamlJson
{
    public static string From(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Of(stream.Documents[0].RootNode)?.ToJsonString() ?? "null";
    }

    private static JsonNode? Of(YamlNode node) =>
        node switch
        {
            YamlMappingNode map => new JsonObject(
                map.Children.Select(static child =>
                    KeyValuePair.Create(((YamlScalarNode)child.Key).Value!, Of(child.Value))
                )
            ),
            YamlSequenceNode list => new JsonArray([.. list.Select(Of)]),
            YamlScalarNode { Style: ScalarStyle.Plain, Value: var text } => Plain(text ?? ""),
            YamlScalarNode scalar => JsonValue.Create(scalar.Value),
            _ => throw new InvalidOperationException(node.GetType().Name),
        };

    private static JsonNode? Plain(string text) =>
        text switch
        {
            "" or "~" or "null" => null,
            "true" or "false" => JsonValue.Create(text == "true"),
            _ when long.TryParse(text, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
            _ when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
                JsonValue.Create(number),
            _ => JsonValue.Create(text),
        };
}
