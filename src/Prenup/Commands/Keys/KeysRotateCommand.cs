using System.CommandLine;
using Prenup.Configuring.Yaml;
using Prenup.Core.Keys;
using Prenup.Stores;
using Prenup.Stores.Keys;

namespace Prenup.Commands.Keys;

/// <summary><c>prenup keys rotate NAME</c>: a new key of the same name and rights; the one before stays valid for a while.</summary>
internal static class KeysRotateCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "The key's name" };
    private static readonly Option<string?> Overlap = Instants.Spans(
        new("--overlap") { Description = "How long the key before stays valid [default: 24h]", HelpName = "SPAN" }
    );
    private static readonly Option<bool> Json = new("--json") { Description = "Print the key as one JSON object" };

    /// <summary>The command.</summary>
    public static Command Create(Func<string, string?> environment)
    {
        var command = new Command("rotate", "Replace a key; the one before stays valid for a while")
        {
            Name,
            Overlap,
            Json,
        };
        new PlaceOptions(environment).Attach(command, Run);
        return command;
    }

    private static int Run(Place place, ParseResult parsed)
    {
        var io = parsed.InvocationConfiguration;
        var name = parsed.GetRequiredValue(Name);
        var overlap = Quantities.Duration(parsed.GetValue(Overlap) ?? "24h")!.Value;
        if (Rotate(place.Folder, name, overlap) is not { } secret)
        {
            io.Error.WriteLine($"prenup: there is no valid key named '{name}' in {place.Folder}");
            return ExitCodes.No;
        }
        var until = TimeProvider.System.GetUtcNow() + overlap;
        if (parsed.GetValue(Json))
        {
            io.Output.WriteLine(
                JsonLine.Of(json =>
                {
                    json.WriteString("name", name);
                    json.WriteString("key", secret.Reveal());
                    json.WriteString("hash", KeyHash.Of(secret.Reveal()).ToString());
                    json.WriteString("previousUntil", until);
                })
            );
            return ExitCodes.Done;
        }
        io.Error.WriteLine(
            $"The new key of '{name}', shown this once; the one before is valid until {Instants.Text(until)}:"
        );
        io.Output.WriteLine(secret.Reveal());
        return ExitCodes.Done;
    }

    private static Secret? Rotate(string folder, string name, TimeSpan overlap)
    {
        if (!File.Exists(new DataFolder(folder).Keys))
        {
            return null;
        }
        using var store = KeyStore.Open(folder, TimeProvider.System);
        return store.Rotate(name, overlap);
    }
}
