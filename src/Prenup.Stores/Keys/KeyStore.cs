using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Prenup.Core.Keys;
using Prenup.Stores.Journal;
using Prenup.Stores.Migrating;
using SQLitePCL;

namespace Prenup.Stores.Keys;

/// <summary>Keys made by command, in <c>keys.db</c>. Several processes may use it at once.</summary>
public sealed class KeyStore : IDisposable
{
    private const string Begin = "pn-";
    private const int SecretBytes = 32;
    private const int VisibleCharacters = 4;
    private readonly Lock _lock = new();
    private readonly SqliteConnection _connection;
    private readonly SqliteConnection _watch; // its own, since a connection's own changes do not count
    private readonly TimeProvider _clock;

    private KeyStore(SqliteConnection connection, SqliteConnection watch, TimeProvider clock) =>
        (_connection, _watch, _clock) = (connection, watch, clock);

    /// <summary>
    /// A number that is another one as soon as a key was made or revoked, by whomever; for a glance once a second.
    /// It has no other meaning, and is not the same in two instances.
    /// </summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public long Version
    {
        get
        {
            lock (_lock)
            {
                using var command = _watch.CreateCommand();
                command.CommandText = "PRAGMA data_version";
                return (long)command.ExecuteScalar()!;
            }
        }
    }

    /// <summary>Opens the keys of a data folder; folder and file are made, private to the user, where they are missing.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    /// <exception cref="SchemaException">A newer version wrote the file, or it could not be brought to this one.</exception>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public static KeyStore Open(string folder, TimeProvider clock)
    {
        var data = new DataFolder(folder);
        data.Create();
        DataFolder.Touch(data.Keys);
        var connection = Connect(data.Keys);
        try
        {
            KeySchema.Steps.Bring(connection);
            return new KeyStore(connection, Connect(data.Keys), clock);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Makes a key: <c>pn-</c> and 32 random bytes in base64url.</summary>
    /// <returns>The key itself, this once: only its hash is stored.</returns>
    /// <exception cref="KeyNameTakenException">The name was used before.</exception>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public Secret Create(NewKey key)
    {
        var text = Begin + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var prefix = text[..(Begin.Length + VisibleCharacters)];
        lock (_lock)
        {
            using var command = Command(KeyRows.Insert);
            KeyRows.Bind(command, key, KeyHash.Of(text), prefix, _clock.GetUtcNow());
            try
            {
                command.ExecuteNonQuery();
            }
            catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_CONSTRAINT)
            {
                throw new KeyNameTakenException(key.Name);
            }
        }
        return new Secret(text);
    }

    /// <summary>Every key, revoked ones too, by name.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public IReadOnlyList<StoredKey> List()
    {
        lock (_lock)
        {
            using var command = Command(KeyRows.Select);
            using var row = command.ExecuteReader();
            var keys = new List<StoredKey>();
            while (row.Read())
            {
                keys.Add(KeyRows.Read(row));
            }
            return keys;
        }
    }

    /// <summary>The keys that are valid now.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public IReadOnlyList<VirtualKey> Load() =>
        [.. List().Where(static key => key.Revoked is null).Select(static key => key.Key)];

    /// <summary>Revokes a key; false where no valid one has this name.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public bool Revoke(string name)
    {
        lock (_lock)
        {
            using var command = Command(KeyRows.Revoke);
            command.Parameters.AddWithValue("$name", name);
            command.Parameters.AddWithValue("$now", Micros.Of(_clock.GetUtcNow()));
            return command.ExecuteNonQuery() == 1;
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _watch.Dispose();
        _connection.Dispose();
    }

    private static SqliteConnection Connect(string file)
    {
        SqliteThreads.Relax();
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Pooling = false,
            DefaultTimeout = 5,
        };
        var connection = new SqliteConnection(text.ToString());
        connection.Open();
        return connection;
    }

    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
