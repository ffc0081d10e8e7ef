using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Prenup.Configuring.Yaml;

/// <summary>From text to the root of one YAML document, with anchors, aliases and second documents refused.</summary>
internal static class Document
{
    /// <summary>The root, or null after saying why there is none.</summary>
    public static Field? Read(string yaml, Reading reading)
    {
        try
        {
            if (!IsPlain(yaml, reading))
            {
                return null;
            }
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            var root = stream.Documents.Count == 0 ? new YamlMappingNode() : stream.Documents[0].RootNode;
            return new Field(reading, root, "", root.Start);
        }
        catch (YamlException fault)
        {
            reading.Problems.Error(reading.File, fault.Start, Explain(yaml, fault));
            return null;
        }
    }

    // Aliases share nodes: a small file could stand for an endless one, and an error would have two places.
    private static bool IsPlain(string yaml, Reading reading)
    {
        var parser = new Parser(new StringReader(yaml));
        var documents = 0;
        var plain = true;
        while (parser.MoveNext())
        {
            var message = parser.Current switch
            {
                AnchorAlias => "aliases are not supported: write the value out",
                NodeEvent { Anchor.IsEmpty: false } =>
                    "anchors are not supported: write the value out where it is needed",
                DocumentStart when ++documents > 1 => "one file holds one document: remove this '---'",
                _ => null,
            };
            if (message is not null)
            {
                reading.Problems.Error(reading.File, parser.Current!.Start, message);
                plain = false;
            }
        }
        return plain;
    }

    private static string Explain(string yaml, YamlException fault)
    {
        var line = yaml.Split('\n').ElementAtOrDefault((int)fault.Start.Line - 1) ?? "";
        var indent = line[..(line.Length - line.TrimStart().Length)];
        return indent.Contains('\t', StringComparison.Ordinal)
            ? "a tab in the indentation: YAML indents with spaces"
            : $"not valid YAML: {fault.Message}";
    }
}
