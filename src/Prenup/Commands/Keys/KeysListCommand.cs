using System.Collections.Frozen;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Prenup.Core.Budgets;
using Prenup.Core.Keys;
using Prenup.Pictures;
using Prenup.Stores;
using Prenup.Stores.Keys;

namespace Prenup.Commands.Keys;

/// <summary><c>prenup keys list</c>: every key made by command, revoked ones too; never the key itself.</summary>
internal static class KeysListCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object a line" };

    /// <summary>The command.</summary>
    public static Command Create(Func<string, string?> environment)
    {
        var command = new Command("list", "List the keys made by command; the keys themselves are not kept") { Json };
        new PlaceOptions(environment).Attach(command, Run);
        return command;
    }

    private static int Run(Place place, ParseResult parsed)
    {
        var io = parsed.InvocationConfiguration;
        var keys = Read(place.Folder);
        if (parsed.GetValue(Json))
        {
            foreach (var key in keys)
            {
                io.Output.WriteLine(JsonLine.Of(json => Write(json, key)));
            }
        }
        else if (keys.Count == 0)
        {
            io.Error.WriteLine($"No key was made in {place.Folder} yet.");
        }
        else
        {
            Draw(keys, io.Output);
        }
        return ExitCodes.Done;
    }

    // Looking makes no folder.
    private static IReadOnlyList<StoredKey> Read(string folder)
    {
        if (!File.Exists(new DataFolder(folder).Keys))
        {
            return [];
        }
        using var store = KeyStore.Open(folder, TimeProvider.System);
        return store.List();
    }

    private static void Draw(IReadOnlyList<StoredKey> keys, TextWriter output)
    {
        var table = Picture.Table(
            "name",
            "key",
            "project",
            "team",
            "models",
            ">a minute",
            ">tokens a minute",
            ">at once",
            "budget",
            "may",
            "made",
            "last used",
            "ends"
        );
        foreach (var stored in keys)
        {
            var key = stored.Key;
            table.Add(
                key.Name,
                stored.Prefix + "…",
                key.Project,
                key.Team,
                key.Bounds.Models is null ? "all" : string.Join(", ", key.Bounds.Models.Order(StringComparer.Ordinal)),
                Text(key.Bounds.Limits.RequestsPerMinute),
                Text(key.Bounds.Limits.TokensPerMinute),
                Text(key.Bounds.Limits.Concurrent),
                BudgetOptions.Text(key.Bounds.Budget),
                string.Join(", ", KeyOverrideNames.Of(key.Overrides)),
                Instants.Text(stored.Created),
                stored.LastUsed is { } used ? Instants.Text(used) : "never",
                Ends(stored)
            );
        }
        Picture.On(output).Write(table);
    }

    private static void Write(Utf8JsonWriter json, StoredKey stored)
    {
        var key = stored.Key;
        json.WriteString("name", key.Name);
        json.WriteString("prefix", stored.Prefix);
        json.WriteString("project", key.Project);
        json.WriteString("team", key.Team);
        json.WriteStartArray("models");
        foreach (var model in key.Bounds.Models?.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>())
        {
            json.WriteStringValue(model);
        }
        json.WriteEndArray();
        json.WriteBoolean("allModels", key.Bounds.Models is null);
        Write(json, "requestsPerMinute", key.Bounds.Limits.RequestsPerMinute);
        Write(json, "tokensPerMinute", key.Bounds.Limits.TokensPerMinute);
        Write(json, "concurrent", key.Bounds.Limits.Concurrent);
        Budget(json, key.Bounds.Budget);
        json.WriteStartArray("residency");
        foreach (var scope in key.Bounds.Residency?.Scopes ?? [])
        {
            json.WriteStringValue(scope);
        }
        json.WriteEndArray();
        json.WriteStartObject("aliases");
        foreach (var (name, model) in key.Aliases ?? FrozenDictionary<string, string>.Empty)
        {
            json.WriteString(name, model);
        }
        json.WriteEndObject();
        json.WriteStartArray("overrides");
        foreach (var name in KeyOverrideNames.Of(key.Overrides))
        {
            json.WriteStringValue(name);
        }
        json.WriteEndArray();
        json.WriteString("created", stored.Created);
        Write(json, "lastUsed", stored.LastUsed);
        Write(json, "expires", key.Expires);
        Write(json, "previousUntil", key.Previous?.Until);
        Write(json, "revoked", stored.Revoked);
    }

    private static void Budget(Utf8JsonWriter json, Budget? budget)
    {
        if (budget is null)
        {
            json.WriteNull("budget");
            return;
        }
        json.WriteStartObject("budget");
        json.WriteNumber("usd", budget.Usd);
        json.WriteString("per", budget.Period.Unit.Name());
        json.WriteString("zone", budget.Period.Zone.Id);
        if (budget.Period.Unit == PeriodUnit.Term)
        {
            json.WriteString("from", budget.Period.From);
            json.WriteString("until", budget.Period.Until);
        }
        json.WriteEndObject();
    }

    private static string Ends(StoredKey stored) =>
        stored.Revoked is { } revoked ? $"revoked {Instants.Text(revoked)}"
        : stored.Key.Expires is { } expires ? Instants.Text(expires)
        : "";

    private static void Write(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } at)
        {
            json.WriteString(name, at);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, long? limit)
    {
        if (limit is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string Text(long? limit) => limit?.ToString(CultureInfo.InvariantCulture) ?? "no limit";
}
