using System.CommandLine;
using Prenup.Stores;
using Prenup.Stores.Copying;
using Prenup.Stores.Reading;

namespace Prenup.Commands.Ledger;

/// <summary><c>prenup ledger restore --from FOLDER</c>: a backup into an empty data folder.</summary>
internal static class LedgerRestoreCommand
{
    private static readonly Option<string> From = new("--from")
    {
        Description = "The folder that 'ledger backup' made",
        HelpName = "FOLDER",
        Required = true,
    };

    /// <summary>The command.</summary>
    public static Command Create(Func<string, string?> environment)
    {
        var command = new Command("restore", "Copy a backup into a data folder that is empty or not there yet")
        {
            From,
        };
        new PlaceOptions(environment).Attach(command, Run);
        return command;
    }

    private static int Run(Place place, ParseResult parsed)
    {
        var error = parsed.InvocationConfiguration.Error;
        var from = new DataFolder(parsed.GetValue(From)!);
        DataCopy.Run(from, new DataFolder(place.Folder));
        using var ledger = LedgerReader.Open(place.Folder);
        var attempts = ledger.Sum(LedgerGrouping.All) is [var all] ? all.Attempts : 0;
        error.WriteLine(
            $"Restored {attempts} attempts from {from.Root} into {place.Folder}. Check them with 'prenup ledger verify'."
        );
        return ExitCodes.Done;
    }
}
