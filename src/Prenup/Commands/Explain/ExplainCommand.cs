using System.CommandLine;
using System.Text;
using System.Text.Json;
using Prenup.Configuring;
using Prenup.Core.Asking;
using Prenup.Core.Keys;
using Prenup.Core.Ledger;
using Prenup.Explaining;
using Prenup.Stores;
using Prenup.Stores.Keys;

namespace Prenup.Commands.Explain;

/// <summary><c>prenup explain</c>: where a request would go and why, without spending anything; or where an exchange went.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string?> Exchange = new("EXCHANGE")
    {
        Description = "An exchange that was, by its id (the reply's x-prenup-exchange)",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private static readonly Option<string?> Model = Text("--model", "MODEL", "The model that would be asked for");
    private static readonly Option<string?> Body = Text(
        "--body",
        "FILE",
        "The request's body instead, - for standard input"
    );
    private static readonly Option<string> Api = new("--api")
    {
        Description = "The dialect that it would be asked in",
        DefaultValueFactory = static _ => Dialect.OpenAiChat.Name(),
    };
    private static readonly Option<string?> Key = Text(
        "--key",
        "NAME",
        "The key that would ask, by its name [default: one that may ask anything]"
    );
    private static readonly Option<string?> Gateway = Text(
        "--gateway",
        "URL",
        "A running gateway to ask, which knows who rests [default: the configuration alone]"
    );
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object" };

    /// <summary>The command.</summary>
    public static Command Create(Func<string, string?> environment)
    {
        var command = new Command(
            "explain",
            "Say where a request would go and why (nothing is spent), or where one went"
        )
        {
            Exchange,
            Model,
            Body,
            Api,
            Key,
            Gateway,
            Json,
        };
        Api.AcceptOnlyFromAmong([.. DialectNames.All.Select(static dialect => dialect.Name())]);
        command.Validators.Add(given =>
        {
            var asked = new Option[] { Model, Body }.Count(option => given.GetResult(option) is not null);
            var exchange = given.GetResult(Exchange)?.Tokens.Count > 0;
            if (asked + (exchange ? 1 : 0) != 1)
            {
                given.AddError("Give an EXCHANGE, --model or --body: one of them.");
            }
        });
        new PlaceOptions(environment).Attach(command, (place, parsed) => RunAsync(place, parsed, environment));
        return command;
    }

    private static async Task<int> RunAsync(Place place, ParseResult parsed, Func<string, string?> environment)
    {
        if (parsed.GetValue(Exchange) is { } id)
        {
            return ExchangeExplanation.Print(place, id, parsed.GetValue(Json), parsed.InvocationConfiguration);
        }
        var io = parsed.InvocationConfiguration;
        var json = parsed.GetValue(Gateway) is { } gateway
            ? RunningGateway.Explain(
                gateway,
                place,
                environment,
                parsed.GetRequiredValue(Api),
                parsed.GetValue(Key),
                BodyOf(parsed),
                io.Error
            )
            : await HereAsync(place, parsed);
        if (json is null)
        {
            return ExitCodes.Fault;
        }
        using var explanation = JsonDocument.Parse(json);
        if (parsed.GetValue(Json))
        {
            io.Output.WriteLine(json);
        }
        else
        {
            ExplanationPicture.Draw(explanation.RootElement, io.Output, io.Error);
        }
        return explanation.RootElement.GetProperty("refused").ValueKind == JsonValueKind.Null
            ? ExitCodes.Done
            : ExitCodes.No;
    }

    private static async Task<string?> HereAsync(Place place, ParseResult parsed)
    {
        var error = parsed.InvocationConfiguration.Error;
        if (place.Configuration is not { } configuration)
        {
            error.WriteLine("prenup: there is no configuration to explain by: give --config or --gateway");
            return null;
        }
        if (FindKey(configuration, place.Folder, parsed.GetValue(Key)) is not { } key)
        {
            error.WriteLine($"prenup: there is no key named '{parsed.GetValue(Key)}'");
            return null;
        }
        var dialect = DialectNames.All.First(dialect => dialect.Name() == parsed.GetRequiredValue(Api));
        var explanation = await DryRun.RunAsync(configuration, key, dialect, BodyOf(parsed), null);
        return JsonLine.Of(json => ExplanationJson.Write(json, explanation));
    }

    private static VirtualKey? FindKey(Configuration configuration, string folder, string? name)
    {
        if (name is null)
        {
            return new VirtualKey
            {
                Name = "(any)",
                Hash = default,
                Project = "",
            };
        }
        if (configuration.Catalogue.Keys.Named(name) is { } declared)
        {
            return declared;
        }
        if (!File.Exists(new DataFolder(folder).Keys))
        {
            return null;
        }
        using var store = KeyStore.Open(folder, TimeProvider.System);
        return store.Load().FirstOrDefault(key => key.Name == name);
    }

    private static byte[] BodyOf(ParseResult parsed) =>
        parsed.GetValue(Body) switch
        {
            null => Encoding.UTF8.GetBytes(JsonLine.Of(json => json.WriteString("model", parsed.GetValue(Model)))),
            "-" => Encoding.UTF8.GetBytes(Console.In.ReadToEnd()),
            var file => File.ReadAllBytes(file),
        };

    private static Option<string?> Text(string name, string help, string description) =>
        new(name) { Description = description, HelpName = help };
}
