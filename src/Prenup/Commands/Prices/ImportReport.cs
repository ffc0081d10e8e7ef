using System.Globalization;
using Prenup.Prices.Importing;

namespace Prenup.Commands.Prices;

/// <summary>What became of a catalogue, for people: how much of it is imported, and which rows are not, by reason.</summary>
internal static class ImportReport
{
    /// <summary>Writes it.</summary>
    public static void Write(CatalogueImport import, TextWriter error)
    {
        var share = import.Rows == 0 ? 0 : 100m * import.Imported / import.Rows;
        error.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Rows with a rate per token: {import.Rows}; imported: {import.Imported} ({share:0.0} %), as {import.Prices.Count} prices."
            )
        );
        foreach (var reason in import.LeftOut.GroupBy(static row => (row.PerToken, row.Reason)))
        {
            error.WriteLine($"Left out, {reason.Key.Reason}: {reason.Count()}");
            foreach (var (row, _, _) in reason)
            {
                error.WriteLine($"  {row}");
            }
        }
    }
}
