using Microsoft.Data.Sqlite;
using Prenup.Stores.Journal;
using Prenup.Stores.Keys;

namespace Prenup.Stores.Alerts;

/// <summary>
/// Alerts on their way to their receivers, in <c>keys.db</c>: each is written down before it is sent and goes to each receiver at
/// least once, across restarts. Receivers know a repeated one by its id.
/// </summary>
public sealed class AlertOutbox : IDisposable
{
    private const long Kept = 400L * 24 * 60 * 60 * 1_000_000; // microseconds: longer than any window but a term's
    private readonly Lock _lock = new();
    private readonly SqliteConnection _connection;
    private readonly TimeProvider _clock;

    private AlertOutbox(SqliteConnection connection, TimeProvider clock) => (_connection, _clock) = (connection, clock);

    /// <summary>Opens the outbox of a data folder; folder and file are made, private to the user, where they are missing.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    /// <exception cref="Migrating.SchemaException">A newer version wrote the file, or it could not be brought to this one.</exception>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public static AlertOutbox Open(string folder, TimeProvider clock)
    {
        var outbox = new AlertOutbox(KeyStore.OpenFile(folder), clock);
        outbox.Run("DELETE FROM alerts WHERE at_us < $at", ("$at", (object)(Micros.Of(clock.GetUtcNow()) - Kept)));
        return outbox;
    }

    /// <summary>Writes an alert down for a receiver; false where it was before, delivered or not.</summary>
    /// <param name="id">What it is known by for ever.</param>
    /// <param name="receiver">Who gets it.</param>
    /// <param name="body">What they get.</param>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public bool TryAdd(string id, string receiver, string body) =>
        Run(
            "INSERT OR IGNORE INTO alerts (id, receiver, at_us, body) VALUES ($id, $receiver, $at, $body)",
            ("$id", id),
            ("$receiver", receiver),
            ("$at", Micros.Of(_clock.GetUtcNow())),
            ("$body", body)
        ) == 1;

    /// <summary>What was not delivered and not given up, the oldest first.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public IReadOnlyList<WaitingAlert> Waiting()
    {
        lock (_lock)
        {
            using var command = _connection.CreateCommand();
            command.CommandText =
                "SELECT id, receiver, at_us, body FROM alerts WHERE done_us IS NULL ORDER BY at_us, id, receiver";
            using var row = command.ExecuteReader();
            var waiting = new List<WaitingAlert>();
            while (row.Read())
            {
                waiting.Add(
                    new WaitingAlert(row.GetString(0), row.GetString(1), Micros.At(row.GetInt64(2)), row.GetString(3))
                );
            }
            return waiting;
        }
    }

    /// <summary>It was delivered, or given up: it is not sent any more.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public void Done(WaitingAlert alert) =>
        Run(
            "UPDATE alerts SET done_us = $at WHERE id = $id AND receiver = $receiver",
            ("$at", Micros.Of(_clock.GetUtcNow())),
            ("$id", alert.Id),
            ("$receiver", alert.Receiver)
        );

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _connection.Dispose();
        }
    }

    private int Run(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        lock (_lock)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, value) in parameters)
            {
                command.Parameters.AddWithValue(name, value);
            }
            return command.ExecuteNonQuery();
        }
    }
}
