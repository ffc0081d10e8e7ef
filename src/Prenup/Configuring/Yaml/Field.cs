using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Prenup.Configuring.Yaml;

/// <summary>One value in a file, with its path for messages: <c>models.gpt-5.5.offers[0].price</c>.</summary>
/// <param name="Reading">The file.</param>
/// <param name="Node">The value as parsed.</param>
/// <param name="Path">Its path from the root; empty for the root itself.</param>
/// <param name="NameAt">Where its name stands; the value's own place where it has none.</param>
internal sealed record Field(Reading Reading, YamlNode Node, string Path, Mark NameAt)
{
    /// <summary>The last name of the path: in a map of named things, the thing's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether nothing is written: <c>teams:</c>, or <c>~</c>, or <c>null</c>.</summary>
    public bool IsEmpty =>
        Node is YamlScalarNode { Style: ScalarStyle.Plain or ScalarStyle.Any, Value: null or "" or "~" or "null" };

    /// <summary>Whether a list is written.</summary>
    public bool IsList => Node is YamlSequenceNode;

    /// <summary>Says that the value is wrong.</summary>
    public void Error(string message) => Reading.Problems.Error(Reading.File, Node.Start, Labelled(message));

    /// <summary>Says that the name is wrong, or what is missing under it.</summary>
    public void ErrorAtName(string message) => Reading.Problems.Error(Reading.File, NameAt, Labelled(message));

    /// <summary>Says what is read and not used.</summary>
    public void Warn(string message) => Reading.Problems.Warn(Reading.File, Node.Start, Labelled(message));

    /// <summary>Says what is left out.</summary>
    public void WarnAtName(string message) => Reading.Problems.Warn(Reading.File, NameAt, Labelled(message));

    /// <summary>Says it for the whole configuration, where it first shows.</summary>
    public void WarnOnce(string message) => Reading.Problems.WarnOnce(Reading.File, NameAt, message);

    /// <summary>An error, or only a warning while reading offline: what is missing here may be there when serving.</summary>
    public void Missing(string message)
    {
        if (Reading.Offline)
        {
            Warn(message);
        }
        else
        {
            Error(message);
        }
    }

    /// <summary>The value as text, or null after saying that it is none.</summary>
    public string? Text()
    {
        if (Node is YamlScalarNode { Value: { Length: > 0 } text })
        {
            return text;
        }
        Error("expected a text");
        return null;
    }

    /// <summary>The value as a mapping, or null after saying that it is none. Nothing written is an empty mapping.</summary>
    public Block? Block()
    {
        if (Node is YamlMappingNode mapping)
        {
            return new Block(this, mapping);
        }
        if (IsEmpty)
        {
            return new Block(this, new YamlMappingNode());
        }
        Error("expected a mapping of names to values");
        return null;
    }

    /// <summary>The elements of a list; none after saying that it is no list.</summary>
    public IReadOnlyList<Field> Items()
    {
        if (Node is YamlSequenceNode sequence)
        {
            return [.. sequence.Select((node, i) => new Field(Reading, node, $"{Path}[{i}]", node.Start))];
        }
        Error("expected a list");
        return [];
    }

    private string Labelled(string message) => Path.Length == 0 ? message : $"{Path}: {message}";
}
