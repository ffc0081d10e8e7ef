using System.CommandLine;
using System.Text;
using Prenup.Stores;
using Prenup.Stores.Reading;

namespace Prenup.Commands.Ledger;

/// <summary><c>prenup ledger export --format csv|jsonl</c>: every field of every attempt, the oldest first.</summary>
internal static class LedgerExportCommand
{
    private const string Csv = "csv";
    private static readonly Option<string> Format = new("--format")
    {
        Description = "csv or jsonl",
        HelpName = "FORMAT",
        Required = true,
    };
    private static readonly Option<string?> Output = new("--output")
    {
        Description = "A file to write, private to the user [default: standard output]",
        HelpName = "FILE",
    };
    private static readonly Option<int?> Limit = new("--limit")
    {
        Description = "At most so many [default: all]",
        HelpName = "N",
    };

    /// <summary>The command.</summary>
    public static Command Create(Func<string, string?> environment)
    {
        var filter = new FilterOptions();
        var command = new Command("export", "Write attempts for other programs, the oldest first")
        {
            Format,
            Output,
            Limit,
        };
        Format.AcceptOnlyFromAmong(Csv, "jsonl");
        filter.Attach(command);
        Numbers.Within(Limit, 1, int.MaxValue);
        new PlaceOptions(environment).Attach(command, (place, parsed) => Run(place, filter.Read(parsed), parsed));
        return command;
    }

    private static int Run(Place place, LedgerFilter filter, ParseResult parsed)
    {
        var io = parsed.InvocationConfiguration;
        using var ledger = LedgerReader.Open(place.Folder);
        var rows = ledger.Show(filter with { Limit = parsed.GetValue(Limit) });
        if (parsed.GetValue(Output) is not { } file)
        {
            Write(rows, parsed, io.Output);
            return ExitCodes.Done;
        }
        using (
            var written = new StreamWriter(
                file,
                new UTF8Encoding(false),
                DataFolder.Private(FileMode.Create, FileShare.Read)
            )
        )
        {
            Write(rows, parsed, written);
        }
        io.Error.WriteLine($"Written to {file}.");
        return ExitCodes.Done;
    }

    private static void Write(IEnumerable<LedgerRow> rows, ParseResult parsed, TextWriter output)
    {
        if (parsed.GetRequiredValue(Format) == Csv)
        {
            LedgerExport.WriteCsv(rows, output);
        }
        else
        {
            JsonLines.Write(rows, output);
        }
    }
}
