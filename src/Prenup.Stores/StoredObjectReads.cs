using Microsoft.Data.Sqlite;
using Prenup.Core.Ports;
using Prenup.Stores.State;

namespace Prenup.Stores;

/// <summary>Looks stored objects up in SQLite, through a connection of its own.</summary>
internal sealed class StoredObjectReads(DataFolder folder) : IDisposable
{
    private readonly Lock _lock = new();
    private SqliteConnection? _connection;
    private SqliteCommand? _find;

    /// <summary>The object, or null where there is none.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public StoredObject? Find(string id)
    {
        lock (_lock)
        {
            try
            {
                return Read(_find ?? Prepare(), id);
            }
            catch (SqliteException)
            {
                Dispose(); // the file may have been replaced: the next call opens it anew
                throw;
            }
        }
    }

    /// <summary>Closes the connection; the next call opens it anew.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _find?.Dispose();
            _connection?.Dispose();
            (_find, _connection) = (null, null);
        }
    }

    private static StoredObject? Read(SqliteCommand find, string id)
    {
        find.Parameters[0].Value = id;
        using var reader = find.ExecuteReader();
        return reader.Read()
            ? new StoredObject(id, reader.GetString(0), reader.GetString(1), reader.GetString(2))
            : null;
    }

    private SqliteCommand Prepare()
    {
        _connection = SqliteFile.OpenForReading(folder.State);
        StateSchema.Steps.Check(_connection);
        _find = _connection.CreateCommand();
        _find.CommandText = "SELECT project, model, offer FROM stored_objects WHERE id = $id";
        _find.Parameters.Add("$id", SqliteType.Text);
        return _find;
    }
}
