using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Prenup.Core.Keys;
using Prenup.Stores.Journal;

namespace Prenup.Stores.Keys;

/// <summary>The table <c>keys</c>: its SQL, and keys to and from its rows.</summary>
internal static class KeyRows
{
    /// <summary>Adds a row.</summary>
    public const string Insert = """
        INSERT INTO keys (name, hash, prefix, project, team, models, requests_per_minute, tokens_per_minute,
            concurrent, output_cap, created_us)
        VALUES ($name, $hash, $prefix, $project, $team, $models, $requests, $tokens, $concurrent, $cap, $created)
        """;

    /// <summary>All rows.</summary>
    public const string Select = "SELECT * FROM keys ORDER BY name";

    /// <summary>Marks a row as revoked.</summary>
    public const string Revoke = "UPDATE keys SET revoked_us = $now WHERE name = $name AND revoked_us IS NULL";

    /// <summary>Fills in <see cref="Insert"/>.</summary>
    public static void Bind(SqliteCommand command, NewKey key, KeyHash hash, string prefix, DateTimeOffset created)
    {
        Add("$name", key.Name);
        Add("$hash", hash.ToString());
        Add("$prefix", prefix);
        Add("$project", key.Project);
        Add("$team", key.Team);
        Add("$models", key.Models is null ? null : Write(key.Models));
        Add("$requests", key.Limits.RequestsPerMinute);
        Add("$tokens", key.Limits.TokensPerMinute);
        Add("$concurrent", key.Limits.Concurrent);
        Add("$cap", key.OutputCap);
        Add("$created", Micros.Of(created));

        void Add(string name, object? value) => command.Parameters.AddWithValue(name, value ?? DBNull.Value);
    }

    /// <summary>Reads a row of <see cref="Select"/>.</summary>
    /// <exception cref="InvalidDataException">The row's hash is none.</exception>
    public static StoredKey Read(SqliteDataReader row)
    {
        if (!KeyHash.TryParse(row.GetString(1), out var hash))
        {
            throw new InvalidDataException($"The key '{row.GetString(0)}' has no valid hash.");
        }
        var key = new VirtualKey
        {
            Name = row.GetString(0),
            Hash = hash,
            Project = row.GetString(3),
            Team = row.GetString(4),
            Models = row.IsDBNull(5) ? null : Models(row.GetString(5)),
            Limits = new KeyLimits
            {
                RequestsPerMinute = (int?)Number(row, 6),
                TokensPerMinute = Number(row, 7),
                Concurrent = (int?)Number(row, 8),
            },
            OutputCap = (int?)Number(row, 9),
        };
        var revoked = Number(row, 11) is { } at ? Micros.At(at) : (DateTimeOffset?)null;
        return new StoredKey(key, row.GetString(2), Micros.At(row.GetInt64(10)), revoked);
    }

    private static long? Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    private static string Write(IEnumerable<string> models)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var model in models)
            {
                json.WriteStringValue(model);
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static FrozenSet<string> Models(string text)
    {
        var models = new List<string>();
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.String)
            {
                models.Add(json.GetString()!);
            }
        }
        return models.ToFrozenSet(StringComparer.Ordinal);
    }
}
