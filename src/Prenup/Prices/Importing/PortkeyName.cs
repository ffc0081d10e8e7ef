using System.Globalization;

namespace Prenup.Prices.Importing;

/// <summary>A row's name in a Portkey file. Gemini's models have two rows each, one below an edge and one above: <c>…-lte-128k</c>, <c>…-gt-128k</c>.</summary>
/// <param name="Model">The cloud's own model id.</param>
/// <param name="Edge">The edge, as written; empty where there is none. Rows of one model and one edge belong together.</param>
/// <param name="Above">Above how many input tokens the row holds.</param>
internal sealed record PortkeyName(string Model, string Edge, long Above)
{
    /// <summary>Reads a name.</summary>
    public static PortkeyName Of(string row) => Half(row, "-lte-") ?? Half(row, "-gt-") ?? new PortkeyName(row, "", 0);

    private static PortkeyName? Half(string row, string side)
    {
        var at = row.LastIndexOf(side, StringComparison.Ordinal);
        if (at <= 0 || row[^1] != 'k')
        {
            return null;
        }
        var edge = row[(at + side.Length)..^1];
        return int.TryParse(edge, NumberStyles.None, CultureInfo.InvariantCulture, out var thousands)
            ? new PortkeyName(row[..at], edge, side == "-gt-" ? 1000L * thousands : 0)
            : null;
    }
}
