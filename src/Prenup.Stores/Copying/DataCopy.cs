using Microsoft.Data.Sqlite;

namespace Prenup.Stores.Copying;

/// <summary>
/// Copies a data folder, also one that a gateway writes: a backup, and the way back. The journal is copied after what is built
/// from it, so that the copy is never behind itself: it holds every entry that was made before the copying began.
/// </summary>
public static class DataCopy
{
    private const string Unfinished = "unfinished";

    /// <summary>
    /// Makes the copy. Everything is put together in a folder of its own within the target and moved into place at the end;
    /// a copy that was interrupted is begun anew by the next one.
    /// </summary>
    /// <param name="from">The folder to copy; nothing in it is changed.</param>
    /// <param name="to">A folder that is empty or missing; made private to the user.</param>
    /// <exception cref="DirectoryNotFoundException">There is no ledger in <paramref name="from"/>.</exception>
    /// <exception cref="LedgerInUseException">A gateway uses <paramref name="to"/>.</exception>
    /// <exception cref="IOException">The target is not empty, the source is an unfinished copy, or the disk fails.</exception>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public static CopiedData Run(DataFolder from, DataFolder to)
    {
        CheckSource(from);
        CheckTarget(to);
        using var taken = DataFolderLock.Take(to);
        CheckTarget(to);
        var making = new DataFolder(Path.Combine(to.Root, Unfinished));
        if (Directory.Exists(making.Root))
        {
            Directory.Delete(making.Root, recursive: true);
        }
        making.Create();
        // What is open comes first: it is never ahead of the months, as in the folder itself.
        SqliteCopy.Run(from.State, making.State);
        foreach (var month in from.Months())
        {
            SqliteCopy.Run(from.Month(month), making.Month(month));
        }
        SqliteCopy.Run(from.Keys, making.Keys);
        var end = JournalCopy.Run(from, making);
        var copied = new CopiedData(making.Segments().Count, Bytes(making), end);
        Settle(making, to);
        return copied;
    }

    private static void CheckSource(DataFolder from)
    {
        if (Directory.Exists(Path.Combine(from.Root, Unfinished)))
        {
            throw new IOException($"'{from.Root}' is an unfinished copy: the command that made it was interrupted.");
        }
        if (!Directory.Exists(from.Journal))
        {
            throw new DirectoryNotFoundException($"There is no ledger in '{from.Root}'.");
        }
    }

    // What taking the lock makes, and what an interrupted copy left, do not count.
    private static void CheckTarget(DataFolder to)
    {
        if (
            Directory.Exists(to.Root)
            && (
                to.Segments().Count > 0
                || Directory
                    .EnumerateFileSystemEntries(to.Root)
                    .Any(entry => entry != to.Journal && entry != to.LockFile && Path.GetFileName(entry) != Unfinished)
            )
        )
        {
            throw new IOException($"'{to.Root}' is not empty: name a folder that is empty or not there yet.");
        }
    }

    private static long Bytes(DataFolder folder) =>
        new DirectoryInfo(folder.Root).EnumerateFiles("*", SearchOption.AllDirectories).Sum(static file => file.Length);

    // The journal comes last: it makes a folder a ledger.
    private static void Settle(DataFolder made, DataFolder to)
    {
        Move(made.Keys, to.Keys);
        Move(made.State, to.State);
        foreach (var month in made.Months())
        {
            Move(made.Month(month), to.Month(month));
        }
        Directory.Delete(to.Journal);
        Directory.Move(made.Journal, to.Journal);
        Directory.Delete(made.Root);

        static void Move(string from, string to)
        {
            if (File.Exists(from))
            {
                File.Move(from, to);
            }
        }
    }
}
