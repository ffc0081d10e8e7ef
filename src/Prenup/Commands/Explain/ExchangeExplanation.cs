using System.CommandLine;
using System.Globalization;
using Prenup.Commands.Ledger;
using Prenup.Core.Faults;
using Prenup.Core.Ledger;
using Prenup.Pictures;
using Prenup.Stores.Reading;

namespace Prenup.Commands.Explain;

/// <summary>Where an exchange went: each attempt, what became of it, and what it cost.</summary>
internal static class ExchangeExplanation
{
    /// <summary>Prints it; 1 where the ledger has no such exchange.</summary>
    public static int Print(Place place, string id, bool json, InvocationConfiguration io)
    {
        if (!LedgerId.TryParse(id, out var exchange))
        {
            io.Error.WriteLine($"prenup: '{id}' is no id of an exchange");
            return ExitCodes.WrongUse;
        }
        using var ledger = LedgerReader.Open(place.Folder);
        var rows = ledger.Show(LedgerFilter.All with { Exchange = exchange }).ToList();
        if (rows.Count == 0)
        {
            io.Error.WriteLine(
                $"The ledger has no attempt of exchange {id}: none was made, or its gateway has another folder."
            );
            return ExitCodes.No;
        }
        if (json)
        {
            JsonLines.Write(rows, io.Output);
            return ExitCodes.Done;
        }
        var first = rows[0].Opened;
        io.Error.WriteLine(
            $"Exchange {id}: key '{first.Key}' asked model '{first.Model}' at {first.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)}"
        );
        Draw(rows, io.Output);
        return ExitCodes.Done;
    }

    private static void Draw(List<LedgerRow> rows, TextWriter output)
    {
        var begun = rows[0].Opened.At;
        var table = Picture.Table(
            ">",
            "offer",
            "account",
            ">after ms",
            ">ms",
            "status",
            "became",
            "why",
            "state",
            ">USD"
        );
        foreach (var row in rows)
        {
            table.Add(
                row.Opened.Ordinal.ToString(CultureInfo.InvariantCulture),
                row.Opened.Offer,
                row.Opened.Account,
                Cells.Milliseconds(row.Opened.At - begun),
                Cells.Milliseconds(row.Closed?.Duration),
                Cells.Status(row),
                row.Closed is { } closed ? Word(closed.Outcome) : "still open",
                row.Closed is { Fault: not FaultKind.None } faulty ? Word(faulty.Fault) : "",
                row.State.Name(),
                Cells.Cost(row)
            );
        }
        Picture.On(output).Write(table);
    }

    private static string Word<T>(T value)
        where T : struct, Enum =>
        string.Concat(
            value
                .ToString()
                .Select(
                    static (letter, at) =>
                        char.IsUpper(letter) && at > 0
                            ? $" {char.ToLowerInvariant(letter)}"
                            : $"{char.ToLowerInvariant(letter)}"
                )
        );
}
