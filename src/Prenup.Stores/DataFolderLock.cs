using System.Diagnostics.CodeAnalysis;

namespace Prenup.Stores;

/// <summary>The right to write in a data folder: one process at a time; the kernel lets go when the process ends.</summary>
public sealed class DataFolderLock : IDisposable
{
    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="LedgerInUseException">Another process has it.</exception>
    public static DataFolderLock Take(DataFolder folder)
    {
        folder.Create();
        try
        {
            return new DataFolderLock(
                new FileStream(folder.LockFile, DataFolder.Private(FileMode.OpenOrCreate, FileShare.None))
            );
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException))
        {
            throw new LedgerInUseException(folder.Root, e);
        }
    }

    /// <summary>Takes the lock, and waits up to a second for a command that has it for a moment.</summary>
    /// <exception cref="LedgerInUseException">Another process keeps it.</exception>
    public static async Task<DataFolderLock> TakeAsync(DataFolder folder, TimeProvider clock)
    {
        const int times = 10;
        for (var i = 0; i < times; i++)
        {
            if (TryTake(folder, out var taken))
            {
                return taken;
            }
            await Task.Delay(TimeSpan.FromSeconds(1) / times, clock);
        }
        return Take(folder);
    }

    /// <summary>Takes the lock where nobody has it; false where somebody does.</summary>
    public static bool TryTake(DataFolder folder, [NotNullWhen(true)] out DataFolderLock? taken)
    {
        taken = null;
        try
        {
            taken = Take(folder);
        }
        catch (LedgerInUseException)
        {
            return false;
        }
        return true;
    }

    /// <summary>Lets go.</summary>
    public void Dispose() => _file.Dispose();
}
