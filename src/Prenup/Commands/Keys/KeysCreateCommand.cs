using System.Collections.Frozen;
using System.CommandLine;
using System.CommandLine.Parsing;
using Prenup.Configuring;
using Prenup.Configuring.Yaml;
using Prenup.Core.Budgets;
using Prenup.Core.Keys;
using Prenup.Stores.Keys;

namespace Prenup.Commands.Keys;

/// <summary><c>prenup keys create NAME --project P</c>: makes a key and shows it, this once.</summary>
internal static class KeysCreateCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "Its name, never used before" };
    private static readonly Option<string> Project = new("--project")
    {
        Description = "The project that pays",
        HelpName = "PROJECT",
        Required = true,
    };
    private static readonly Option<string?> Team = new("--team")
    {
        Description = "The project's team [default: as the configuration says]",
        HelpName = "TEAM",
    };
    private static readonly Option<string?> Models = new("--models")
    {
        Description = "Models it may ask for, with commas between them [default: all]",
        HelpName = "A,B",
    };
    private static readonly Option<int?> Requests = Limit("--requests-per-minute", "Exchanges begun per minute");
    private static readonly Option<int?> Tokens = Limit("--tokens-per-minute", "Tokens in and out per minute");
    private static readonly Option<int?> Concurrent = Limit("--concurrent", "Exchanges in flight at a time");
    private static readonly Option<string?> Residency = new("--residency")
    {
        Description = "Scopes that its requests may be served from, with commas between them [default: all]",
        HelpName = "A,B",
    };
    private static readonly BudgetOptions Budget = new();
    private static readonly Option<string?> Expires = Instants.Times(
        new("--expires")
        {
            Description = "When it ends: 2027-01-01, or 90d from now [default: never]",
            HelpName = "TIME",
        }
    );
    private static readonly Option<string[]> Aliases = new("--alias")
    {
        Description = "A model name that its clients use, and the model that is meant; may be repeated",
        HelpName = "NAME=MODEL",
        Validators = { CheckAlias },
    };
    private static readonly Option<string[]> Allow = new Option<string[]>("--allow")
    {
        Description = "What its clients may decide themselves, by header [default: nothing]",
        HelpName = string.Join('|', KeyOverrideNames.All),
        AllowMultipleArgumentsPerToken = true,
    }.AcceptOnlyFromAmong([.. KeyOverrideNames.All]);
    private static readonly Option<bool> Json = new("--json") { Description = "Print the key as one JSON object" };

    /// <summary>The command.</summary>
    public static Command Create(Func<string, string?> environment)
    {
        var command = new Command("create", "Make a key and show it, this once")
        {
            Name,
            Project,
            Team,
            Models,
            Requests,
            Tokens,
            Concurrent,
            Residency,
            Expires,
            Aliases,
            Allow,
            Json,
        };
        Budget.Attach(command);
        new PlaceOptions(environment).Attach(command, Run);
        return command;
    }

    private static int Run(Place place, ParseResult parsed)
    {
        var error = parsed.InvocationConfiguration.Error;
        var key = Asked(parsed);
        if (place.Configuration is { } configuration)
        {
            if (Objection(key, configuration) is { } objection)
            {
                error.WriteLine($"prenup: {objection}");
                return ExitCodes.WrongUse;
            }
            var team = configuration.Projects.First(project => project.Name == key.Project).Team;
            key = key with { Team = team ?? key.Team };
        }
        using var store = KeyStore.Open(place.Folder, TimeProvider.System);
        try
        {
            Print(key, store.Create(key), parsed);
            return ExitCodes.Done;
        }
        catch (KeyNameTakenException taken)
        {
            error.WriteLine($"prenup: {taken.Message}");
            return ExitCodes.No;
        }
    }

    private static NewKey Asked(ParseResult parsed) =>
        new(parsed.GetRequiredValue(Name), parsed.GetRequiredValue(Project))
        {
            Team = parsed.GetValue(Team) ?? "",
            Bounds = new Bounds
            {
                Budget = Budget.Read(parsed),
                Limits = new RateLimits
                {
                    RequestsPerMinute = parsed.GetValue(Requests),
                    TokensPerMinute = parsed.GetValue(Tokens),
                    Concurrent = parsed.GetValue(Concurrent),
                },
                Models = Names(parsed.GetValue(Models))?.ToFrozenSet(),
                Residency = Names(parsed.GetValue(Residency)) is { } scopes ? new Residency(scopes) : null,
            },
            Expires = parsed.GetValue(Expires) is { } end ? Instants.Time(end, TimeProvider.System.GetUtcNow()) : null,
            Aliases = parsed
                .GetValue(Aliases)
                ?.Select(static alias => alias.Split('=', 2))
                .GroupBy(static pair => pair[0])
                .ToDictionary(static name => name.Key, static name => name.Last()[1]),
            Overrides = (parsed.GetValue(Allow) ?? [])
                .Select(KeyOverrideNames.Parse)
                .Aggregate(KeyOverrides.None, static (all, one) => all | one),
        };

    private static string[]? Names(string? list) =>
        list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static void CheckAlias(OptionResult given)
    {
        if (given.Tokens.FirstOrDefault(static token => token.Value.IndexOf('=', 1) < 1) is { } wrong)
        {
            given.AddError($"--alias is NAME=MODEL, not '{wrong.Value}'.");
        }
    }

    private static string? Objection(NewKey key, Configuration configuration)
    {
        var project = configuration.Projects.FirstOrDefault(project => project.Name == key.Project);
        if (project is null)
        {
            string[] projects = [.. configuration.Projects.Select(static project => project.Name)];
            return $"the configuration has no project '{key.Project}'{Nearest.Hint(key.Project, projects)}";
        }
        if (project.Team is { } team && key.Team.Length > 0 && key.Team != team)
        {
            return $"project '{project.Name}' belongs to team '{team}', not to '{key.Team}'";
        }
        if (configuration.Catalogue.Keys.All.Any(declared => declared.Name == key.Name))
        {
            return $"the configuration declares a key named '{key.Name}': choose another name";
        }
        var models = configuration.Catalogue.Models.Keys;
        var named = (key.Bounds.Models ?? []).Concat(key.Aliases?.Values ?? []);
        return named.FirstOrDefault(model => !models.Contains(model)) is { } unknown
            ? $"the configuration has no model '{unknown}'{Nearest.Hint(unknown, models)}"
            : null;
    }

    private static void Print(NewKey key, Secret secret, ParseResult parsed)
    {
        var io = parsed.InvocationConfiguration;
        var hash = KeyHash.Of(secret.Reveal()).ToString();
        if (parsed.GetValue(Json))
        {
            io.Output.WriteLine(
                JsonLine.Of(json =>
                {
                    json.WriteString("name", key.Name);
                    json.WriteString("project", key.Project);
                    json.WriteString("team", key.Team);
                    json.WriteString("key", secret.Reveal());
                    json.WriteString("hash", hash);
                })
            );
            return;
        }
        io.Error.WriteLine($"The key '{key.Name}' of project '{key.Project}', shown this once:");
        io.Output.WriteLine(secret.Reveal());
        io.Error.WriteLine($"Its hash, for a declared key: {hash}");
    }

    private static Option<int?> Limit(string name, string description)
    {
        var option = new Option<int?>(name) { Description = $"{description} [default: no limit]", HelpName = "N" };
        Numbers.Within(option, 1, int.MaxValue);
        return option;
    }
}
