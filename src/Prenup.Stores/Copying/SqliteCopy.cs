using Microsoft.Data.Sqlite;

namespace Prenup.Stores.Copying;

/// <summary>Copies a SQLite file as it is at one moment, whoever else uses it (SQLite's online backup, in one step).</summary>
internal static class SqliteCopy
{
    /// <summary>Makes the copy: one file without side files. Nothing where there is no such file.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public static void Run(string from, string to)
    {
        if (!File.Exists(from))
        {
            return;
        }
        DataFolder.Touch(to);
        using var source = Open(from);
        using var target = Open(to);
        source.BackupDatabase(target);
        SqliteFile.Execute(target, "PRAGMA journal_mode = DELETE;"); // else read-only media could not be read
    }

    private static SqliteConnection Open(string file)
    {
        SqliteThreads.Relax();
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        };
        var connection = new SqliteConnection(text.ToString());
        connection.Open();
        SqliteFile.Execute(connection, "PRAGMA busy_timeout = 5000;"); // a step of the copy waits in SQLite itself
        return connection;
    }
}
