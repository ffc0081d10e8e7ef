using System.Text.RegularExpressions;

namespace Prenup.Tests.Architecture;

/// <summary>One C# file of the repository.</summary>
/// <param name="Path">Relative to the root, with slashes: <c>src/Prenup.Core/Money/PicoDollars.cs</c>.</param>
/// <param name="Text">Its whole text.</param>
internal sealed partial record SourceFile(string Path, string Text)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The folders from the project's on: <c>Prenup.Core</c>, <c>Money</c>.</summary>
    public IReadOnlyList<string> Folders => Path.Split('/')[1..^1];

    public int Lines => Text.AsSpan().TrimEnd('\n').Count('\n') + 1;

    /// <summary>The file-scoped namespace, or null where none is declared.</summary>
    public string? Namespace =>
        NamespaceLine().Match(Text) is { Success: true } match ? match.Groups["name"].Value : null;

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamespaceLine();
}
