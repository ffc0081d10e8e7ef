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
