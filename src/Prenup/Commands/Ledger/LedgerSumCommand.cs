using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using Prenup.Core.Ledger;
using Prenup.Core.Usage;
using Prenup.Pictures;
using Prenup.Stores.Reading;

namespace Prenup.Commands.Ledger;

/// <summary><c>prenup ledger sum [--by …]</c>: exact totals.</summary>
internal static class LedgerSumCommand
{
    private static readonly string[] Names =
    [
        "cloud",
        "account",
        "key",
        "project",
        "team",
        "model",
        "offer",
        "state",
        "day",
        "hour",
        "minute",
    ];
    private static readonly Option<string[]?> By = new("--by")
    {
        Description = $"What to group by: {string.Join(", ", Names)}, or tag and its name",
        HelpName = "GROUP",
        Arity = new ArgumentArity(1, 2),
        AllowMultipleArgumentsPerToken = true,
    };
    private static readonly Option<bool> Json = new("--json")
    {
        Description = "Print totals and groups as one JSON object",
    };

    /// <summary>The command.</summary>
    public static Command Create(Func<string, string?> environment)
    {
        var filter = new FilterOptions("Ended, or adjusted,");
        var command = new Command("sum", "Sum attempts up, exactly") { By, Json };
        By.Validators.Add(Check);
        filter.Attach(command);
        new PlaceOptions(environment).Attach(command, (place, parsed) => Run(place, filter.Read(parsed), parsed));
        return command;
    }

    private static int Run(Place place, LedgerFilter filter, ParseResult parsed)
    {
        var (by, tag) = parsed.GetValue(By) switch
        {
            [var group] => (group, null),
            [_, var name] => ("tag", name),
            _ => ((string?)null, (string?)null),
        };
        var output = parsed.InvocationConfiguration.Output;
        using var ledger = LedgerReader.Open(place.Folder);
        var total = ledger.Sum(LedgerGrouping.All, filter) is [var all] ? all : Nothing;
        var groups = by is null ? [] : ledger.Sum(Enum.Parse<LedgerGrouping>(by, ignoreCase: true), filter, tag);
        by = tag is null ? by : $"tag {tag}";
        if (parsed.GetValue(Json))
        {
            output.WriteLine(JsonLine.Of(json => Write(json, total, by, groups)));
        }
        else
        {
            Draw(total, by, groups, output);
        }
        return ExitCodes.Done;
    }

    private static void Check(OptionResult given)
    {
        var words = given.Tokens.Select(static token => token.Value).ToList();
        if (words is not ["tag", _] && !(words is [var group] && Names.Contains(group)))
        {
            given.AddError($"--by takes {string.Join(", ", Names)}, or tag and the tag's name.");
        }
    }

    private static LedgerSum Nothing { get; } =
        new("", 0, 0, new Dictionary<AttemptState, long>(), default, default, 0);

    private static void Draw(LedgerSum total, string? by, IReadOnlyList<LedgerSum> groups, TextWriter output)
    {
        var table = Picture.Table(by ?? "", ">exchanges", ">attempts", "states", ">in", ">out", ">USD");
        foreach (var sum in groups)
        {
            Add(sum.Group.Length > 0 ? sum.Group : "(none)", sum);
        }
        Add("total", total);
        Picture.On(output).Write(table);

        void Add(string name, LedgerSum sum) =>
            table.Add(
                name,
                Cells.Count(sum.Exchanges),
                Cells.Count(sum.Attempts),
                string.Join(", ", sum.ByState.Select(static state => $"{Cells.Count(state.Value)} {state.Key.Name()}")),
                Cells.TokensIn(sum.Usage, billed: false),
                Cells.TokensOut(sum.Usage, billed: false),
                Cells.Cost(sum)
            );
    }

    private static void Write(Utf8JsonWriter json, LedgerSum total, string? by, IReadOnlyList<LedgerSum> groups)
    {
        Write(json, total);
        if (by is null)
        {
            return;
        }
        json.WriteString("by", by);
        json.WriteStartArray("groups");
        foreach (var sum in groups)
        {
            json.WriteStartObject();
            json.WriteString("group", sum.Group);
            Write(json, sum);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    // "entries" are the closed ones: what has a cost, or could have one.
    private static void Write(Utf8JsonWriter json, LedgerSum sum)
    {
        json.WriteNumber("entries", sum.Attempts - sum.ByState.GetValueOrDefault(AttemptState.Open));
        json.WriteNumber("attempts", sum.Attempts);
        json.WriteNumber("exchanges", sum.Exchanges);
        json.WriteString("usd", sum.Cost.ToString());
        json.WriteNumber("costUnknown", sum.CostUnknown);
        json.WriteStartObject("states");
        foreach (var (state, attempts) in sum.ByState)
        {
            json.WriteNumber(state.Name(), attempts);
        }
        json.WriteEndObject();
        json.WriteStartObject("tokens");
        foreach (var meter in Meters.All)
        {
            if (sum.Usage[meter] is { } tokens)
            {
                json.WriteNumber(meter.Name(), tokens);
            }
        }
        json.WriteEndObject();
    }
}
