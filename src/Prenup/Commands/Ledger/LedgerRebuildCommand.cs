using System.CommandLine;
using Prenup.Stores.Reading;

namespace Prenup.Commands.Ledger;

/// <summary><c>prenup ledger rebuild</c>: SQLite anew from the journal; refused while a gateway has the folder.</summary>
internal static class LedgerRebuildCommand
{
    private static readonly Option<bool> Rollups = new("--rollups")
    {
        Description = "Only the rollups, from the entries in SQLite",
    };

    /// <summary>The command.</summary>
    public static Command Create(Func<string, string?> environment)
    {
        var command = new Command("rebuild", "Build SQLite anew from the journal; no gateway may run") { Rollups };
        new PlaceOptions(environment).Attach(command, Run);
        return command;
    }

    private static int Run(Place place, ParseResult parsed)
    {
        var error = parsed.InvocationConfiguration.Error;
        if (parsed.GetValue(Rollups))
        {
            error.WriteLine($"Building the rollups anew from the entries in {place.Folder} ...");
            LedgerReader.RebuildRollups(place.Folder);
            error.WriteLine("Done.");
            return ExitCodes.Done;
        }
        error.WriteLine($"Building SQLite anew from the journal in {place.Folder} ...");
        var told = 0;
        LedgerReader.Rebuild(place.Folder, progress: Tell);
        using var ledger = LedgerReader.Open(place.Folder);
        var attempts = ledger.Sum(LedgerGrouping.All) is [var all] ? all.Attempts : 0;
        error.WriteLine($"Done: {attempts} attempts.");
        return ExitCodes.Done;

        void Tell(int segment, int last)
        {
            if (segment != told)
            {
                told = segment;
                error.WriteLine($"  segment {segment} of {last}");
            }
        }
    }
}
