using Xunit;

namespace Prenup.FunctionalTests;

/// <summary>Folders that tests find on disk: the repository's own, and the recordings beside it, or where PRENUP_SHARED points.</summary>
internal static class SharedFolder
{
    /// <summary>The folder of the solution file.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>A file or folder among what is shared; where it is missing, the running test is skipped by name.</summary>
    public static string Find(string path)
    {
        var folder = Environment.GetEnvironmentVariable("PRENUP_SHARED") ?? Path.Combine(Repository, "..", "shared");
        var full = Path.Combine(folder, path);
        Assert.SkipUnless(Path.Exists(full), $"{path} is not beside the project (../shared, or PRENUP_SHARED)");
        return full;
    }

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Prenup.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Prenup.slnx");
        }
        return folder;
    }
}
