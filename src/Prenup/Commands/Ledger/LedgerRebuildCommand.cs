using System.CommandLine;
using System.CommandLine.Parsing;
using Prenup.Pictures;
using Prenup.Stores;
using Prenup.Stores.Reading;

namespace Prenup.Commands.Ledger;

/// <summary><c>prenup ledger rebuild [--month 2026-11]</c>: SQLite anew from the journal; refused while a gateway has the folder.</summary>
internal static class LedgerRebuildCommand
{
    private static readonly Option<LedgerMonth?> Month = new("--month")
    {
        Description = "Only this month's file [default: all files]",
        HelpName = "YYYY-MM",
        CustomParser = static given =>
            LedgerMonth.TryParse(given.Tokens[0].Value, out var month) ? month : Refuse(given),
    };

    private static readonly Option<bool> Rollups = new("--rollups")
    {
        Description = "Only the rollups, from the entries in SQLite",
    };

    /// <summary>The command.</summary>
    public static Command Create(Func<string, string?> environment)
    {
        var command = new Command("rebuild", "Build SQLite anew from the journal; no gateway may run")
        {
            Month,
            Rollups,
        };
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
        Rebuilt rebuilt;
        using (var bar = new ProgressLine(error, "segments"))
        {
            rebuilt = LedgerReader.Rebuild(
                place.Folder,
                parsed.GetValue(Month),
                progress: (segment, last) => bar.Show(segment, last)
            );
        }
        foreach (var month in rebuilt.Kept)
        {
            error.WriteLine($"{month} stays as it was: the journal does not have all of it.");
        }
        foreach (var lost in rebuilt.Lost)
        {
            error.WriteLine($"Lost: {lost}");
        }
        using var ledger = LedgerReader.Open(place.Folder);
        var attempts = ledger.Sum(LedgerGrouping.All) is [var all] ? all.Attempts : 0;
        error.WriteLine($"Done: {attempts} attempts in {rebuilt.Months.Count + rebuilt.Kept.Count} months.");
        if (rebuilt.Lost.Count > 0)
        {
            error.WriteLine(
                "The files as they were before are kept beside the new ones, with names that end in '.aside'."
            );
        }
        return rebuilt.Lost.Count == 0 ? ExitCodes.Done : ExitCodes.No;
    }

    private static LedgerMonth? Refuse(ArgumentResult given)
    {
        given.AddError($"'{given.Tokens[0].Value}' is no month: write it like 2026-11.");
        return null;
    }
}
