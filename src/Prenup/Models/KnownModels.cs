using System.Text;
using Prenup.Configuring.Yaml;
using Prenup.Core.Offers;
using Prenup.Core.Usage;

namespace Prenup.Models;

/// <summary>What ships with the executable about models: <c>models: { gpt-4o: { vocabulary: o200k, input: 128000, output: 16384, source: … } }</c>.</summary>
public static class KnownModels
{
    private const string File = "Prenup.Models.models.yaml";

    private static readonly Lazy<IReadOnlyList<(string Name, ModelFacts Facts)>> Loaded = new(Load);

    /// <summary>What is known of the model that a price is for; <see cref="ModelFacts.Unknown"/> where it is none of ours.</summary>
    /// <param name="priceId">The cloud and its own model id: <c>bedrock/openai.gpt-5.5</c>.</param>
    public static ModelFacts Of(string priceId)
    {
        var (found, length) = (ModelFacts.Unknown, 0);
        foreach (var (name, facts) in Loaded.Value)
        {
            var fits = name.EndsWith('*') ? (2 * name.Length) - 3 : 2 * name.Length; // of two as long the closed one
            if (fits > length && Names(priceId, name))
            {
                (found, length) = (facts, fits);
            }
        }
        return found;
    }

    // The name begins the id or follows its cloud or maker, and what follows it is no more of the version.
    private static bool Names(string id, string name)
    {
        var isOpen = name.EndsWith('*');
        var word = isOpen ? name[..^1] : name;
        var at = id.LastIndexOf(word, StringComparison.Ordinal);
        if (at < 0 || (at > 0 && id[at - 1] is not ('/' or '.')))
        {
            return false;
        }
        var rest = id.AsSpan(at + word.Length);
        return isOpen || rest.IsEmpty || rest[0] is '-' or '@' or ':';
    }

    private static IReadOnlyList<(string Name, ModelFacts Facts)> Load()
    {
        using var reader = new StreamReader(
            typeof(KnownModels).Assembly.GetManifestResourceStream(File)
                ?? throw new InvalidOperationException($"The executable was built without {File}."),
            Encoding.UTF8
        );
        var problems = new Problems();
        var reading = new Reading(File, problems, static _ => null, Offline: false);
        var root = Document.Read(reader.ReadToEnd(), reading)?.Block();
        var models = new List<(string, ModelFacts)>();
        foreach (var field in root?.Require("models")?.Block()?.All ?? [])
        {
            if (field.Block() is { } block)
            {
                block.Require("source")?.Text();
                models.Add((field.Name, Read(block)));
                block.Close();
            }
        }
        return problems.Errors is [var first, ..] ? throw new InvalidOperationException(first.ToString()) : models;
    }

    private static ModelFacts Read(Block block) =>
        new(
            block["vocabulary"] is { } named ? ReadVocabulary(named) ?? Vocabulary.Unknown : Vocabulary.Unknown,
            block["input"]?.Integer(least: 1),
            block["output"]?.Integer(least: 1)
        );

    /// <summary><c>cl100k</c>, <c>o200k</c> or <c>unknown</c>; null after saying that it is none of them.</summary>
    internal static Vocabulary? ReadVocabulary(Field field) =>
        field.Choice(("cl100k", Vocabulary.Cl100k), ("o200k", Vocabulary.O200k), ("unknown", Vocabulary.Unknown));
}
