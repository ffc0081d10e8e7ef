using Microsoft.Data.Sqlite;

namespace Prenup.Stores.Migrating;

/// <summary>
/// How a SQLite file comes from each version of its tables to the next. Its version is its <c>user_version</c>; 0 is a new file,
/// or one from before versions were counted, so the first step makes what is missing.
/// </summary>
/// <param name="file">The file's name, for messages; empty where the steps are of several files.</param>
/// <param name="steps">The SQL that leads to version 1, 2 and so on. What was released is never changed: add a step.</param>
public sealed class SchemaSteps(string file, params IReadOnlyList<string> steps)
{
    /// <summary>The version that this Prenup reads and writes.</summary>
    public long Version => steps.Count;

    /// <summary>Brings a file forward to <see cref="Version"/>, each step in one transaction. Several processes may try at once.</summary>
    /// <exception cref="SchemaException">A newer version wrote the file, or a step failed; the file is as it was before it.</exception>
    /// <exception cref="SqliteException">It is locked or corrupt, or a new file cannot be filled.</exception>
    public void Bring(SqliteConnection connection)
    {
        while (Read(connection) != Version)
        {
            Step(connection);
        }
    }

    /// <summary>Checks that a file which somebody else writes has the tables of this version.</summary>
    /// <exception cref="SchemaException">It has not.</exception>
    /// <exception cref="SqliteException">It cannot be read.</exception>
    public void Check(SqliteConnection connection)
    {
        var version = Read(connection);
        if (version != Version)
        {
            throw new SchemaException(
                $"{Name(connection)} has version {version} of its tables, this Prenup reads {Version}: "
                    + "the gateway that uses the folder is of another version. Use that one's commands."
            );
        }
    }

    private void Step(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        var version = Read(connection); // again, since another process may have been faster
        if (version == Version)
        {
            return;
        }
        if (version > Version)
        {
            throw new SchemaException(
                $"{Name(connection)} has version {version} of its tables, this Prenup knows {Version}: a newer version wrote it. "
                    + "Run that version, or restore a backup from before the upgrade."
            );
        }
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"{steps[(int)version]}; PRAGMA user_version = {version + 1};";
            command.ExecuteNonQuery();
            transaction.Commit();
        }
        catch (SqliteException e) when (version > 0)
        {
            throw new SchemaException(
                $"{Name(connection)} could not be brought from version {version} of its tables to {version + 1}, and is as it was: {e.Message}",
                e
            );
        }
    }

    private string Name(SqliteConnection connection) =>
        file.Length > 0 ? file : Path.GetFileName(connection.DataSource);

    private static long Read(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return (long)command.ExecuteScalar()!;
    }
}
