using SQLitePCL;

namespace Prenup.Stores;

/// <summary>
/// No connection of ours is ever used by two threads at a time, so SQLite need not lock around every call; that lock costs
/// more than a microsecond per row.
/// </summary>
internal static class SqliteThreads
{
    static SqliteThreads()
    {
        Batteries_V2.Init();
        // Refused once SQLite is in use, and then it locks as before: slower, never wrong.
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
    }

    /// <summary>Takes effect with the first call of the process, before any connection is opened.</summary>
    public static void Relax() { }
}
