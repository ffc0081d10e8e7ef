using Microsoft.Data.Sqlite;
using Prenup.Stores.Journal;
using Prenup.Stores.Migrating;

namespace Prenup.Stores.Importing;

/// <summary>Opens <c>ledger.db</c>.</summary>
public static class LedgerDatabase
{
    /// <summary>Opens it for the one that writes, and brings its tables to this version.</summary>
    /// <exception cref="SqliteException">It is locked, full or corrupt.</exception>
    /// <exception cref="SchemaException">A newer version wrote it, or it could not be brought to this one.</exception>
    public static SqliteConnection OpenForWriting(DataFolder folder)
    {
        DataFolder.Touch(folder.Database);
        var connection = Open(folder, SqliteOpenMode.ReadWriteCreate);
        try
        {
            // Process death loses nothing with NORMAL; after a loss of power what is missing is taken over again.
            Execute(
                connection,
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0; PRAGMA busy_timeout = 250;"
            );
            Schema.Steps.Bring(connection);
            Execute(connection, $"BEGIN IMMEDIATE; {Schema.View} COMMIT;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Brings the tables of a file that is there to this version, before anybody else uses it.</summary>
    /// <exception cref="SqliteException">It is locked, full or corrupt.</exception>
    /// <exception cref="SchemaException">A newer version wrote it, or it could not be brought to this one.</exception>
    public static void Migrate(DataFolder folder)
    {
        if (File.Exists(folder.Database))
        {
            OpenForWriting(folder).Dispose();
        }
    }

    /// <summary>Opens it for reading, beside the one that writes.</summary>
    /// <exception cref="SqliteException">There is none, or it cannot be read.</exception>
    /// <exception cref="SchemaException">Its tables are of another version.</exception>
    public static SqliteConnection OpenForReading(DataFolder folder)
    {
        var connection = Open(folder, SqliteOpenMode.ReadWrite);
        try
        {
            Execute(connection, "PRAGMA query_only = 1;");
            Schema.Steps.Check(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Deletes it with its side files, so that it is built anew.</summary>
    public static void Delete(DataFolder folder)
    {
        foreach (var suffix in new[] { "", "-wal", "-shm", "-journal" })
        {
            File.Delete(folder.Database + suffix);
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

    /// <summary>A number of the table <c>meta</c>; 0 where it is missing.</summary>
    public static long Meta(SqliteConnection connection, string name)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT value FROM meta WHERE name = $name";
        command.Parameters.AddWithValue("$name", name);
        return command.ExecuteScalar() as long? ?? 0;
    }

    /// <summary>How far the journal was taken over.</summary>
    public static JournalPosition Position(SqliteConnection connection) =>
        new((int)Meta(connection, "segment"), Meta(connection, "offset"));

    private static SqliteConnection Open(DataFolder folder, SqliteOpenMode mode)
    {
        SqliteThreads.Relax();
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = folder.Database,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 1,
        };
        var connection = new SqliteConnection(text.ToString());
        connection.Open();
        return connection;
    }
}
