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
        var reached = new Mark(0, 1, 1);
        try
        {
            if (!IsPlain(yaml, reading, ref reached))
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
            Explain(yaml, fault, reading);
            return null;
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            // The parser's own slip on some texts, without a place: say how far it came.
            reading.Problems.Error(reading.File, reached, "not valid YAML after this place");
            return null;
        }
    }

    // Aliases share nodes: a small file could stand for an endless one, and an error would have two places.
    private static bool IsPlain(string yaml, Reading reading, ref Mark reached)
    {
        var parser = new Parser(new StringReader(yaml));
        var documents = 0;
        var plain = true;
        while (parser.MoveNext())
        {
            reached = parser.Current!.Start;
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
                reading.Problems.Error(reading.File, reached, message);
                plain = false;
            }
        }
        return plain;
    }

    // A tab in the indentation is what an editor did, and the parser complains of whatever stands around it.
    private static void Explain(string yaml, YamlException fault, Reading reading)
    {
        var lines = yaml.Split('\n');
        var last = fault.Message.Contains("tab", StringComparison.Ordinal) ? lines.Length : fault.End.Line + 1;
        for (var number = fault.Start.Line; number <= Math.Min(last, lines.Length); number++)
        {
            var line = lines[number - 1];
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            if (tab >= 0 && string.IsNullOrWhiteSpace(line[..tab]))
            {
                const string Tab = "a tab in the indentation: YAML indents with spaces";
                reading.Problems.Error(reading.File, new Mark(0, number, tab + 1), Tab);
                return;
            }
        }
        reading.Problems.Error(reading.File, fault.Start, $"not valid YAML: {fault.Message}");
    }
}
