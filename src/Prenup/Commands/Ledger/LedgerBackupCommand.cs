using System.CommandLine;
using Prenup.Stores;
using Prenup.Stores.Copying;

namespace Prenup.Commands.Ledger;

/// <summary><c>prenup ledger backup --to FOLDER</c>: ledger and keys, also while a gateway runs.</summary>
internal static class LedgerBackupCommand
{
    private static readonly Option<string> To = new("--to")
    {
        Description = "A folder that is empty or not there yet",
        HelpName = "FOLDER",
        Required = true,
    };
    private static readonly Option<bool> Json = new("--json")
    {
        Description = "Print what was copied as one JSON object",
    };

    /// <summary>The command.</summary>
    public static Command Create(Func<string, string?> environment)
    {
        var command = new Command("backup", "Copy the data folder, also while a gateway runs") { To, Json };
        new PlaceOptions(environment).Attach(command, Run);
        return command;
    }

    private static int Run(Place place, ParseResult parsed)
    {
        var io = parsed.InvocationConfiguration;
        var to = new DataFolder(parsed.GetValue(To)!);
        var copied = DataCopy.Run(new DataFolder(place.Folder), to);
        io.Error.WriteLine(
            $"Copied {place.Folder} to {to.Root}: {copied.Segments} segments of the journal up to {copied.End}, {copied.Bytes} bytes in all."
        );
        if (parsed.GetValue(Json))
        {
            io.Output.WriteLine(
                JsonLine.Of(json =>
                {
                    json.WriteString("folder", to.Root);
                    json.WriteNumber("segments", copied.Segments);
                    json.WriteNumber("bytes", copied.Bytes);
                    json.WriteNumber("endSegment", copied.End.Segment);
                    json.WriteNumber("endOffset", copied.End.Offset);
                })
            );
        }
        return ExitCodes.Done;
    }
}
