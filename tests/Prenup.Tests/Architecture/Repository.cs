namespace Prenup.Tests.Architecture;

/// <summary>The repository that this test assembly was built from.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution file.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every C# file below the given top folders: <c>src</c>, <c>tests</c>, <c>bench</c>.</summary>
    public static IReadOnlyList<SourceFile> Sources(params string[] topFolders) =>
        [
            .. from top in topFolders
            from path in Directory.EnumerateFiles(Path.Combine(Root, top), "*.cs", SearchOption.AllDirectories)
            let relative = Path.GetRelativePath(Root, path).Replace('\\', '/')
            where !relative.Contains("/obj/", StringComparison.Ordinal)
            where !relative.Contains("/node_modules/", StringComparison.Ordinal)
            select new SourceFile(relative, File.ReadAllText(path)),
        ];

    /// <summary>Every project file below the given top folders.</summary>
    public static IReadOnlyList<ProjectFile> Projects(params string[] topFolders) =>
        [
            .. from top in topFolders
            from folder in Directory.EnumerateDirectories(Path.Combine(Root, top))
            from path in Directory.EnumerateFiles(folder, "*.csproj")
            select ProjectFile.Read(path),
        ];

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Prenup.slnx")))
        {
            folder =
                Path.GetDirectoryName(folder)
                ?? throw new DirectoryNotFoundException($"No Prenup.slnx above {AppContext.BaseDirectory}");
        }
        return folder;
    }
}
