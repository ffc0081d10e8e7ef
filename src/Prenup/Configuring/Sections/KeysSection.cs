using System.Collections.Frozen;
using Prenup.Configuring.Yaml;
using Prenup.Core.Budgets;
using Prenup.Core.Keys;

namespace Prenup.Configuring.Sections;

/// <summary><c>keys: { catalogue-prod: { hash: "sha256:…", project: catalogue, models: [gpt-5.5], limits: … } }</c></summary>
internal static class KeysSection
{
    private const string Placeholder = "sha256:…"; // as documentation writes it

    public static IReadOnlyList<VirtualKey> Read(Field? section, IReadOnlyList<Project> projects, Declared declared)
    {
        var keys = new Dictionary<KeyHash, VirtualKey>();
        foreach (var field in section?.Block()?.All ?? [])
        {
            if (!field.IsName(field.Name) || ReadKey(field, projects, declared) is not { } key)
            {
                continue;
            }
            KeyHash[] hashes = key.Previous is { } previous ? [key.Hash, previous.Hash] : [key.Hash];
            foreach (var hash in hashes)
            {
                if (!keys.TryAdd(hash, key))
                {
                    field.ErrorAtName($"has the same hash as key '{keys[hash].Name}'");
                }
            }
        }
        return [.. keys.Values.Distinct()];
    }

    private static VirtualKey? ReadKey(Field field, IReadOnlyList<Project> projects, Declared declared)
    {
        if (field.Block() is not { } block)
        {
            return null;
        }
        var hash = block.Require("hash") is { } written ? ReadHash(written) : null;
        var project = block.Require("project")?.Reference("project", declared.Projects);
        var bounds = BoundsSection.Read(block, declared);
        var cap = block["output-cap"]?.Count(least: 1);
        var expires = block["expires"]?.Date();
        var previous = PreviousKeySection.Read(block["previous"]);
        var aliases = ReadAliases(block["aliases"], declared);
        var overrides = ReadOverrides(block["overrides"]);
        block.Close();
        if (projects.FirstOrDefault(declared => declared.Name == project) is { } parent)
        {
            BoundsSection.Compare(field, bounds, new Scope(ScopeKind.Project, parent.Name), parent.Bounds);
        }
        return hash is null || project is null
            ? null
            : new VirtualKey
            {
                Name = field.Name,
                Hash = hash.Value,
                Project = project,
                Team = projects.FirstOrDefault(declared => declared.Name == project)?.Team ?? "",
                Bounds = bounds,
                OutputCap = cap,
                Expires = expires is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null,
                Previous = previous,
                Aliases = aliases,
                Overrides = overrides,
            };
    }

    private static FrozenDictionary<string, string>? ReadAliases(Field? section, Declared declared)
    {
        var aliases = new Dictionary<string, string>();
        foreach (var alias in section?.Block()?.All ?? [])
        {
            if (alias.IsName(alias.Name) && alias.Reference("model", declared.Models) is { } model)
            {
                aliases.Add(alias.Name, model);
            }
        }
        return aliases.Count > 0 ? aliases.ToFrozenDictionary() : null;
    }

    private static KeyOverrides ReadOverrides(Field? section)
    {
        var overrides = KeyOverrides.None;
        foreach (var item in section?.Items() ?? [])
        {
            overrides |= item.Reference("override", KeyOverrideNames.All) is { } name
                ? KeyOverrideNames.Parse(name)
                : KeyOverrides.None;
        }
        return overrides;
    }

    /// <summary>The hash of a key, as <c>prenup keys create</c> prints it; null after saying what is wrong.</summary>
    public static KeyHash? ReadHash(Field field)
    {
        var text = field.Text();
        if (KeyHash.TryParse(text, out var hash))
        {
            return hash;
        }
        if (text == Placeholder)
        {
            field.Missing("a placeholder: 'prenup keys create' makes a key and its hash");
            return null;
        }
        if (text is not null)
        {
            field.Error("expected sha256: and 64 hexadecimal digits, as 'prenup keys create' prints them");
        }
        return null;
    }
}
