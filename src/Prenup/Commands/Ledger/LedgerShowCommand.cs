using System.CommandLine;
using System.Globalization;
using Prenup.Core.Ledger;
using Prenup.Core.Offers;
using Prenup.Pictures;
using Prenup.Stores.Reading;

namespace Prenup.Commands.Ledger;

/// <summary><c>prenup ledger show</c>: attempts one by one, the newest first.</summary>
internal static class LedgerShowCommand
{
    private static readonly Option<int> Limit = new("--limit")
    {
        Description = "At most so many",
        HelpName = "N",
        DefaultValueFactory = static _ => 50,
    };
    private static readonly Option<bool> Json = new("--json")
    {
        Description = "Print every field, one JSON object a line",
    };

    /// <summary>The command.</summary>
    public static Command Create(Func<string, string?> environment)
    {
        var filter = new FilterOptions();
        var command = new Command("show", "Show attempts, the newest first") { Limit, Json };
        filter.Attach(command);
        Numbers.Within(Limit, 1, int.MaxValue);
        new PlaceOptions(environment).Attach(command, (place, parsed) => Run(place, filter.Read(parsed), parsed));
        return command;
    }

    private static int Run(Place place, LedgerFilter filter, ParseResult parsed)
    {
        var io = parsed.InvocationConfiguration;
        using var ledger = LedgerReader.Open(place.Folder);
        var rows = ledger.Show(filter with { Limit = parsed.GetValue(Limit), NewestFirst = true });
        if (parsed.GetValue(Json))
        {
            JsonLines.Write(rows, io.Output);
        }
        else if (!Draw(rows, io.Output))
        {
            io.Error.WriteLine("No such attempts.");
        }
        return ExitCodes.Done;
    }

    private static bool Draw(IEnumerable<LedgerRow> rows, TextWriter output)
    {
        var table = Picture.Table(
            "opened (UTC)",
            "attempt",
            "key",
            "model",
            "offer",
            "cloud",
            "state",
            "status",
            ">first ms",
            ">ms",
            ">in",
            ">out",
            ">USD"
        );
        foreach (var row in rows)
        {
            var billed = row.State is not (AttemptState.Unbilled or AttemptState.Open);
            table.Add(
                row.Opened.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
                row.Opened.Attempt.ToString(),
                row.Opened.Key,
                row.Opened.Model,
                row.Opened.Offer,
                row.Opened.Cloud.Name(),
                row.State.Name(),
                Cells.Status(row),
                Cells.Milliseconds(row.Closed?.FirstContent),
                Cells.Milliseconds(row.Closed?.Duration),
                Cells.TokensIn(row.Closed?.Usage ?? default, billed),
                Cells.TokensOut(row.Closed?.Usage ?? default, billed),
                Cells.Cost(row)
            );
        }
        if (table.Rows.Count > 0)
        {
            Picture.On(output).Write(table);
        }
        return table.Rows.Count > 0;
    }
}
