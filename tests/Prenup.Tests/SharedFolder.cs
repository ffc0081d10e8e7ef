using Prenup.Tests.Architecture;
using Xunit;

namespace Prenup.Tests;

/// <summary>The folder of recordings, catalogues and documents beside the repository, or where PRENUP_SHARED points.</summary>
internal static class SharedFolder
{
    /// <summary>A file or folder in it; where it is missing, the running test is skipped by name.</summary>
    public static string Find(string path)
    {
        var folder =
            Environment.GetEnvironmentVariable("PRENUP_SHARED") ?? Path.Combine(Repository.Root, "..", "shared");
        var full = Path.Combine(folder, path);
        Assert.SkipUnless(Path.Exists(full), $"{path} is not beside the project (../shared, or PRENUP_SHARED)");
        return full;
    }
}
