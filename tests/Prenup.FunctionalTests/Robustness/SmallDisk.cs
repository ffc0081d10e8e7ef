using System.Diagnostics;
using Xunit;

namespace Prenup.FunctionalTests.Robustness;

/// <summary>A disk of a few MiB in memory; only root can mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Folder = path;

    public string Folder { get; }

    private string Ballast => Path.Combine(Folder, "ballast");

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
    public void Fill()
    {
        using var ballast = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                ballast.Write(block);
            }
        }
        catch (IOException)
        {
            // Full: that is what was wanted.
        }
    }

    /// <summary>Makes room again.</summary>
    public void Empty() => File.Delete(Ballast);

    public void Dispose()
    {
        Run("umount", "-l", Folder);
        Directory.Delete(Folder);
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
