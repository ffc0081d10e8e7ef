using System.Text.Json;
using Prenup.Tests.Architecture;

namespace Prenup.Tests.Packaging;

/// <summary>One instruction of the Dockerfile: its keyword, and the rest with continued lines joined.</summary>
internal sealed record DockerInstruction(string Keyword, string Rest)
{
    /// <summary>The words of the rest, in shell form.</summary>
    public string[] Words => Rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The strings of the rest, in exec form: <c>["program", "argument"]</c>.</summary>
    public string[] Exec => JsonSerializer.Deserialize<string[]>(Rest[Rest.IndexOf('[', StringComparison.Ordinal)..])!;

    /// <summary>Every instruction of the repository's Dockerfile, in its order.</summary>
    public static IReadOnlyList<DockerInstruction> All()
    {
        var lines = File.ReadLines(Path.Combine(Repository.Root, "Dockerfile"))
            .Where(static line => !line.TrimStart().StartsWith('#'));
        var text = string.Join('\n', lines).Replace("\\\n", " ", StringComparison.Ordinal);
        return
        [
            .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(static line => line.Split(' ', 2))
                .Select(static parts => new DockerInstruction(parts[0], parts[1])),
        ];
    }
}
