using YamlDotNet.RepresentationModel;

namespace Prenup.Configuring.Sections;

/// <summary>Every name that the file declares, faulty or not: a reference to a faulty thing is not a second error.</summary>
internal sealed record Declared
{
    public required IReadOnlyCollection<string> Accounts { get; init; }

    public required IReadOnlyCollection<string> Models { get; init; }

    public required IReadOnlyCollection<string> Offers { get; init; }

    public required IReadOnlyCollection<string> Contracts { get; init; }

    public required IReadOnlyCollection<string> Projects { get; init; }

    public required IReadOnlyCollection<string> Teams { get; init; }

    public static Declared In(YamlNode root) =>
        new()
        {
            Accounts = Names(root, "accounts"),
            Models = Names(root, "models"),
            Offers =
            [
                .. Fields(Child(root, "models"))
                    .SelectMany(static model => Child(model.Value, "offers") as YamlSequenceNode ?? [])
                    .Select(static offer => (Child(offer, "name") as YamlScalarNode)?.Value)
                    .OfType<string>(),
            ],
            Contracts = Names(root, "contracts"),
            Projects = Names(root, "projects"),
            Teams = Names(root, "teams"),
        };

    private static List<string> Names(YamlNode root, string section) =>
        [.. Fields(Child(root, section)).Select(static field => field.Key)];

    private static YamlNode? Child(YamlNode? node, string name) =>
        Fields(node).FirstOrDefault(field => field.Key == name).Value;

    private static IEnumerable<KeyValuePair<string, YamlNode>> Fields(YamlNode? node) =>
        (node as YamlMappingNode)?.Children.Select(static child =>
            KeyValuePair.Create((child.Key as YamlScalarNode)?.Value ?? "", child.Value)
        )
        ?? [];
}
