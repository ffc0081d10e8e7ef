using System.CommandLine;
using Prenup.Pictures;
using Prenup.Stores;
using Prenup.Stores.Keys;

namespace Prenup.Commands.Keys;

/// <summary><c>prenup keys audit</c>: who made, rotated and revoked which key, and when.</summary>
internal static class KeysAuditCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object a line" };

    /// <summary>The command.</summary>
    public static Command Create(Func<string, string?> environment)
    {
        var command = new Command("audit", "Show every change to a key, oldest first") { Json };
        new PlaceOptions(environment).Attach(command, Run);
        return command;
    }

    private static int Run(Place place, ParseResult parsed)
    {
        var io = parsed.InvocationConfiguration;
        var entries = Read(place.Folder);
        if (parsed.GetValue(Json))
        {
            foreach (var entry in entries)
            {
                io.Output.WriteLine(
                    JsonLine.Of(json =>
                    {
                        json.WriteString("at", entry.At);
                        json.WriteString("by", entry.By);
                        json.WriteString("action", entry.Action);
                        json.WriteString("key", entry.Key);
                        json.WriteString("detail", entry.Detail);
                    })
                );
            }
            return ExitCodes.Done;
        }
        var table = Picture.Table("at", "by", "action", "key", "detail");
        foreach (var entry in entries)
        {
            table.Add(Instants.Text(entry.At), entry.By, entry.Action, entry.Key, entry.Detail);
        }
        Picture.On(io.Output).Write(table);
        return ExitCodes.Done;
    }

    private static IReadOnlyList<AuditEntry> Read(string folder)
    {
        if (!File.Exists(new DataFolder(folder).Keys))
        {
            return [];
        }
        using var store = KeyStore.Open(folder, TimeProvider.System);
        return store.Audit();
    }
}
