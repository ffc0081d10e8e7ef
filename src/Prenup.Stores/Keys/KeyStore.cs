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
    private readonly string _by;

    private KeyStore(SqliteConnection connection, SqliteConnection watch, TimeProvider clock, string by) =>
        (_connection, _watch, _clock, _by) = (connection, watch, clock, by);

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
    /// <param name="folder">The data folder.</param>
    /// <param name="clock">Where time comes from.</param>
    /// <param name="by">Who makes changes, for the audit entries; null is the user that this process runs as.</param>
    public static KeyStore Open(string folder, TimeProvider clock, string? by = null)
    {
        var connection = OpenFile(folder);
        try
        {
            return new KeyStore(connection, Connect(new DataFolder(folder).Keys), clock, by ?? Environment.UserName);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens <c>keys.db</c> at this version, for whoever keeps something in it; errors as <see cref="Open"/>.</summary>
    internal static SqliteConnection OpenFile(string folder)
    {
        var data = new DataFolder(folder);
        data.Create();
        DataFolder.Touch(data.Keys);
        var connection = Connect(data.Keys);
        try
        {
            KeySchema.Steps.Bring(connection);
            return connection;
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
        var (text, prefix) = Draw();
        lock (_lock)
        {
            using var transaction = _connection.BeginTransaction();
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
            var expires = key.Expires is { } at ? $", expires {at:yyyy-MM-dd'T'HH:mm:ss'Z'}" : "";
            Audit("create", key.Name, $"{prefix}…, project {key.Project}{expires}");
            transaction.Commit();
        }
        return new Secret(text);
    }

    /// <summary>Replaces a key by a new one; the one before stays valid for the overlap, and whatever came before that ends now.</summary>
    /// <returns>The new key, this once; null where no valid one has this name.</returns>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public Secret? Rotate(string name, TimeSpan overlap)
    {
        var (text, prefix) = Draw();
        var until = _clock.GetUtcNow() + overlap;
        lock (_lock)
        {
            using var transaction = _connection.BeginTransaction();
            using var command = Command(KeyRows.Rotate);
            command.Parameters.AddWithValue("$name", name);
            command.Parameters.AddWithValue("$hash", KeyHash.Of(text).ToString());
            command.Parameters.AddWithValue("$prefix", prefix);
            command.Parameters.AddWithValue("$until", Micros.Of(until));
            if (command.ExecuteNonQuery() == 0)
            {
                return null;
            }
            Audit("rotate", name, $"{prefix}…, the one before until {until:yyyy-MM-dd'T'HH:mm:ss'Z'}");
            transaction.Commit();
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
            using var transaction = _connection.BeginTransaction();
            using var command = Command(KeyRows.Revoke);
            command.Parameters.AddWithValue("$name", name);
            command.Parameters.AddWithValue("$now", Micros.Of(_clock.GetUtcNow()));
            if (command.ExecuteNonQuery() == 0)
            {
                return false;
            }
            Audit("revoke", name, "");
            transaction.Commit();
            return true;
        }
    }

    /// <summary>Every change to a key, oldest first.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public IReadOnlyList<AuditEntry> Audit()
    {
        lock (_lock)
        {
            using var command = Command("SELECT at_us, by, action, key, detail FROM audit ORDER BY id");
            using var row = command.ExecuteReader();
            var entries = new List<AuditEntry>();
            while (row.Read())
            {
                var at = Micros.At(row.GetInt64(0));
                entries.Add(new(at, row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4)));
            }
            return entries;
        }
    }

    /// <summary>Notes when keys, declared ones too, were last let in.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public void Used(IReadOnlyCollection<(string Name, DateTimeOffset At)> uses)
    {
        lock (_lock)
        {
            using var transaction = _connection.BeginTransaction();
            foreach (var (name, at) in uses)
            {
                using var command = Command("INSERT OR REPLACE INTO uses VALUES ($name, $at)");
                command.Parameters.AddWithValue("$name", name);
                command.Parameters.AddWithValue("$at", Micros.Of(at));
                command.ExecuteNonQuery();
            }
            transaction.Commit();
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _watch.Dispose();
        _connection.Dispose();
    }

    private static (string Text, string Prefix) Draw()
    {
        var text = Begin + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        return (text, text[..(Begin.Length + VisibleCharacters)]);
    }

    private void Audit(string action, string key, string detail)
    {
        using var command = Command(
            "INSERT INTO audit (at_us, by, action, key, detail) VALUES ($at, $by, $action, $key, $detail)"
        );
        command.Parameters.AddWithValue("$at", Micros.Of(_clock.GetUtcNow()));
        command.Parameters.AddWithValue("$by", _by);
        command.Parameters.AddWithValue("$action", action);
        command.Parameters.AddWithValue("$key", key);
        command.Parameters.AddWithValue("$detail", detail);
        command.ExecuteNonQuery();
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
