using System.Diagnostics;
using Xunit;

namespace Prenup.Tests.Stores;

/// <summary>A disk of a few MiB in memory; only root can mount one.</summary>
public sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    public static SmallDisk MountOrSkip(int mebibytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root can mount a tmpfs.");
        var path = Directory.CreateTempSubdirectory("prenup-disk-").FullName;
        var mounted = Run("mount", "-t", "tmpfs", "-o", $"size={mebibytes}m", "prenup-test", path);
        if (!mounted)
        {
            Directory.Delete(path);
        }
        Assert.SkipUnless(mounted, "A tmpfs cannot be mounted here.");
        return new SmallDisk(path);
    }

    /// <summary>Fills the disk to the last block.</summary>
    public string Fill()
    {
        var file = System.IO.Path.Combine(Path, "ballast");
        using var ballast = new FileStream(file, FileMode.Create);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                ballast.Write(block);
                ballast.Flush();
            }
        }
        catch (IOException)
        {
            return file;
        }
    }

    public void Dispose()
    {
        Run("umount", "-l", Path);
        Directory.Delete(Path);
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false }
        )!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
