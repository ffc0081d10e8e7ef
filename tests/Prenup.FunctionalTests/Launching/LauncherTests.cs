using System.Diagnostics;
using Xunit;

namespace Prenup.FunctionalTests.Launching;

/// <summary><c>./prenup</c> as a user meets it first.</summary>
public sealed class LauncherTests
{
    [Fact]
    public async Task Without_dotnet_it_says_what_is_missing_and_where_to_get_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "./prenup is a shell script");
        var start = new ProcessStartInfo("/bin/sh", [Path.Combine(Root(), "prenup"), "demo"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = FolderWithout("dotnet");

        using var process = Process.Start(start)!;
        var talk = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var data = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(3, process.ExitCode);
        Assert.Contains(".NET 10 SDK", talk, StringComparison.Ordinal);
        Assert.Contains("https://dot.net/download", talk, StringComparison.Ordinal);
        Assert.Empty(data);
    }

    private static string FolderWithout(string absent)
    {
        var folder = Directory.CreateTempSubdirectory("prenup-path-").FullName;
        foreach (var program in new[] { "dirname", "readlink", "mkdir" }.Where(program => program != absent))
        {
            var real = new[] { "/usr/bin", "/bin" }.Select(bin => Path.Combine(bin, program)).First(File.Exists);
            File.CreateSymbolicLink(Path.Combine(folder, program), real);
        }
        return folder;
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Prenup.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Prenup.slnx");
        }
        return folder;
    }
}
