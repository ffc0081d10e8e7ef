using Microsoft.Data.Sqlite;
using Prenup.Stores.Migrating;

namespace Prenup.Stores;

/// <summary>Opens SQLite's files, and handles them as wholes.</summary>
public static class SqliteFile
{
    private static readonly string[] Parts = ["", "-wal", "-shm", "-journal"];

    /// <summary>Opens a file for the one that writes; made, private to the user, where it is missing.</summary>
    /// <param name="file">The file.</param>
    /// <param name="steps">Bring its tables to this version.</param>
    /// <exception cref="SqliteException">It is locked, full or corrupt.</exception>
    /// <exception cref="SchemaException">A newer version wrote it, or it could not be brought to this one.</exception>
    public static SqliteConnection OpenForWriting(string file, SchemaSteps steps)
    {
        if (!File.Exists(file))
        {
            Make(file, steps);
        }
        // Process death loses nothing with NORMAL; after a loss of power what is missing is taken over again.
        var connection = Open(
            file,
            SqliteOpenMode.ReadWrite,
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0; PRAGMA busy_timeout = 250;"
        );
        try
        {
            steps.Bring(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file that is there as it is, beside the one that writes.</summary>
    /// <exception cref="SqliteException">There is none, or it cannot be read.</exception>
    public static SqliteConnection OpenForReading(string file, bool queryOnly = true) =>
        Open(file, SqliteOpenMode.ReadWrite, queryOnly ? "PRAGMA query_only = 1;" : "PRAGMA busy_timeout = 250;");

    /// <summary>Deletes a file with its side files.</summary>
    public static void Delete(string file) => Array.ForEach(Parts, part => File.Delete(file + part));

    /// <summary>Keeps a file under the name <c>….aside</c>, instead of the one before, with what its log holds.</summary>
    public static void SetAside(string file)
    {
        var aside = file + ".aside";
        Delete(aside);
        foreach (var part in Parts)
        {
            if (File.Exists(file + part))
            {
                File.Move(file + part, aside + part);
            }
        }
    }

    /// <summary>Runs statements that return nothing.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    // Beside those who read: a file without tables is never seen.
    private static void Make(string file, SchemaSteps steps)
    {
        var made = file + ".new";
        Delete(made);
        DataFolder.Touch(made);
        using (var connection = Open(made, SqliteOpenMode.ReadWrite, ""))
        {
            steps.Bring(connection);
        }
        File.Move(made, file);
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode, string pragmas)
    {
        SqliteThreads.Relax();
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 1,
        };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            Execute(connection, pragmas);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
