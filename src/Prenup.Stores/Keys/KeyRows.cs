using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Prenup.Core.Budgets;
using Prenup.Core.Keys;
using Prenup.Stores.Journal;

namespace Prenup.Stores.Keys;

/// <summary>The table <c>keys</c>: its SQL, and keys to and from its rows.</summary>
internal static class KeyRows
{
    /// <summary>Adds a row.</summary>
    public const string Insert = """
        INSERT INTO keys (name, hash, prefix, project, team, models, requests_per_minute, tokens_per_minute,
            concurrent, output_cap, created_us, expires_us, aliases, overrides, budget_usd, budget_per, budget_zone,
            budget_from_us, budget_until_us, residency)
        VALUES ($name, $hash, $prefix, $project, $team, $models, $requests, $tokens, $concurrent, $cap, $created,
            $expires, $aliases, $overrides, $usd, $per, $zone, $from, $until, $residency)
        """;

    /// <summary>All rows.</summary>
    public const string Select = """
        SELECT keys.*, uses.last_us FROM keys LEFT JOIN uses ON uses.name = keys.name ORDER BY keys.name
        """;

    /// <summary>Replaces a valid key; the one before goes on until a time.</summary>
    public const string Rotate = """
        UPDATE keys SET previous_hash = hash, previous_until_us = $until, hash = $hash, prefix = $prefix
        WHERE name = $name AND revoked_us IS NULL
        """;

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
        Add("$models", key.Bounds.Models is { } models ? Write(models) : null);
        Add("$requests", key.Bounds.Limits.RequestsPerMinute);
        Add("$tokens", key.Bounds.Limits.TokensPerMinute);
        Add("$concurrent", key.Bounds.Limits.Concurrent);
        Add("$cap", key.OutputCap);
        Add("$created", Micros.Of(created));
        Add("$expires", key.Expires is { } expires ? Micros.Of(expires) : null);
        Add("$aliases", key.Aliases is { Count: > 0 } aliases ? Write(aliases.SelectMany(Pair)) : null);
        Add("$overrides", (int)key.Overrides);
        var period = key.Bounds.Budget?.Period;
        var term = period?.Unit == PeriodUnit.Term;
        Add("$usd", key.Bounds.Budget?.Usd.ToString(CultureInfo.InvariantCulture));
        Add("$per", period?.Unit.Name());
        Add("$zone", period?.Zone.Id);
        Add("$from", term ? Micros.Of(period!.From) : null);
        Add("$until", term ? Micros.Of(period!.Until) : null);
        Add("$residency", key.Bounds.Residency is { } residency ? Write(residency.Scopes) : null);

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
            Bounds = Bounds(row),
            OutputCap = (int?)Number(row, 9),
            Expires = Time(row, 12),
            Previous = row.IsDBNull(13) ? null : Previous(row),
            Aliases = row.IsDBNull(15) ? null : Aliases(Texts(row.GetString(15))),
            Overrides = (KeyOverrides)row.GetInt32(16),
        };
        return new StoredKey(key, row.GetString(2), Micros.At(row.GetInt64(10)), Time(row, 11))
        {
            LastUsed = Time(row, 23),
        };
    }

    private static Bounds Bounds(SqliteDataReader row) =>
        new()
        {
            Models = row.IsDBNull(5) ? null : Texts(row.GetString(5)).ToFrozenSet(StringComparer.Ordinal),
            Limits = new RateLimits
            {
                RequestsPerMinute = (int?)Number(row, 6),
                TokensPerMinute = Number(row, 7),
                Concurrent = (int?)Number(row, 8),
            },
            Budget = row.IsDBNull(17) ? null : Budget(row),
            Residency = row.IsDBNull(22) ? null : new Residency(Texts(row.GetString(22))),
        };

    private static Budget Budget(SqliteDataReader row)
    {
        var unit = PeriodUnits.Parse(row.GetString(18));
        if (unit is null || !TimeZoneInfo.TryFindSystemTimeZoneById(row.GetString(19), out var zone))
        {
            throw new InvalidDataException($"The budget of key '{row.GetString(0)}' has no period that is known here.");
        }
        return new Budget(
            decimal.Parse(row.GetString(17), CultureInfo.InvariantCulture),
            new Period(unit.Value, zone) { From = Time(row, 20) ?? default, Until = Time(row, 21) ?? default }
        );
    }

    private static PreviousKey? Previous(SqliteDataReader row) =>
        KeyHash.TryParse(row.GetString(13), out var hash) ? new PreviousKey(hash, Micros.At(row.GetInt64(14))) : null;

    private static DateTimeOffset? Time(SqliteDataReader row, int column) =>
        Number(row, column) is { } at ? Micros.At(at) : null;

    private static IEnumerable<string> Pair(KeyValuePair<string, string> alias) => [alias.Key, alias.Value];

    private static FrozenDictionary<string, string> Aliases(List<string> pairs) =>
        pairs.Chunk(2).ToFrozenDictionary(static pair => pair[0], static pair => pair[1], StringComparer.Ordinal);

    private static long? Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    private static string Write(IEnumerable<string> texts)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var text in texts)
            {
                json.WriteStringValue(text);
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static List<string> Texts(string text)
    {
        var texts = new List<string>();
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.String)
            {
                texts.Add(json.GetString()!);
            }
        }
        return texts;
    }
}
