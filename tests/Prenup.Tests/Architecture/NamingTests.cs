using System.Reflection;
using Xunit;

namespace Prenup.Tests.Architecture;

/// <summary>What things may be called, and where they lie.</summary>
public sealed class NamingTests
{
    private static readonly string[] Banned = ["Helper", "Helpers", "Manager", "Utils", "Utilities", "Common", "Misc"];

    private const string Drawer =
        "such a name says nothing of what is inside, so everything ends up in it; name the thing";

    [Fact]
    public void No_type_is_named_like_a_drawer() =>
        Rule.Holds(
            $"no type's name ends with {string.Join(", ", Banned)}",
            Drawer,
            from assembly in new[] { "Core", "Dialects", "Gateway", "Stores", "Sandbox" }
                .Select(name => $"Prenup.{name}")
                .Append("prenup")
            from type in Assembly.Load(assembly).GetTypes()
            where IsBanned(type.Name.Split('`')[0])
            select type.FullName
        );

    [Fact]
    public void No_file_or_folder_is_named_like_a_drawer() =>
        Rule.Holds(
            $"no file's or folder's name ends with {string.Join(", ", Banned)}",
            Drawer,
            from file in Repository.Sources("src", "tests", "bench")
            where file.Folders.Append(file.Name).Any(IsBanned)
            select file.Path
        );

    [Fact]
    public void A_namespace_is_its_folder() =>
        Rule.Holds(
            "a file's namespace is its project's name and its folders; only top-level statements and startup hooks have none",
            "who knows a type's name knows where its file is",
            from file in Repository.Sources("src", "tests", "bench")
            let expected = string.Join('.', file.Folders)
            where file.Namespace != expected && !(file.Namespace is null && NeedsNone(file))
            select $"{file.Path}: {file.Namespace ?? "none"} instead of {expected}"
        );

    [Fact]
    public void Nothing_is_left_to_do()
    {
        string[] marks = ["TO" + "DO", "FIX" + "ME", "HACK" + ":"];
        Rule.Holds(
            $"no source file contains {string.Join(" or ", marks)}",
            "what is not done is said in an issue, where somebody will find it",
            from file in Repository.Sources("src", "tests", "bench")
            where marks.Any(mark => file.Text.Contains(mark, StringComparison.Ordinal))
            select file.Path
        );
    }

    // Top-level statements, and .NET's startup hook, which the runtime finds only without a namespace.
    private static bool NeedsNone(SourceFile file) => file.Name is "Program" or "StartupHook";

    private static bool IsBanned(string name) => Banned.Any(word => name.EndsWith(word, StringComparison.Ordinal));
}
