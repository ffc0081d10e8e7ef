using System.Runtime.InteropServices;
using Xunit;

namespace Prenup.Tests.Stores;

/// <summary>Makes every write to a file that this process has open fail, as a broken disk does, until it is disposed of.</summary>
/// <remarks>The file's descriptor is replaced by one of <c>/dev/full</c> for the time being.</remarks>
public sealed class BrokenFile : IDisposable
{
    private readonly int _descriptor;
    private readonly int _kept;

    private BrokenFile(int descriptor)
    {
        _descriptor = descriptor;
        _kept = Duplicate(descriptor);
        using var full = File.OpenHandle("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        Assert.Equal(descriptor, Duplicate((int)full.DangerousGetHandle(), descriptor));
    }

    public static BrokenFile Break(string path)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs /proc and /dev/full.");
        foreach (var link in Directory.EnumerateFiles("/proc/self/fd"))
        {
            var number = int.Parse(Path.GetFileName(link), null);
            if (new FileInfo(link).LinkTarget == path && IsWritable(number))
            {
                return new BrokenFile(number);
            }
        }
        throw new InvalidOperationException($"{path} is not open for writing.");
    }

    public void Dispose()
    {
        _ = Duplicate(_kept, _descriptor);
        _ = Close(_kept);
    }

    private static bool IsWritable(int descriptor) =>
        File.ReadLines($"/proc/self/fdinfo/{descriptor}")
            .First(static line => line.StartsWith("flags:", StringComparison.Ordinal))[^1] == '2';

    [DllImport("libc", EntryPoint = "dup")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Duplicate(int descriptor);

    [DllImport("libc", EntryPoint = "dup2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Duplicate(int descriptor, int onto);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
