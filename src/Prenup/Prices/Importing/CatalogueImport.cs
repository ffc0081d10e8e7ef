using Prenup.Core.Prices;

namespace Prenup.Prices.Importing;

/// <summary>What became of a catalogue.</summary>
/// <param name="Prices">The prices, in the catalogue's order.</param>
/// <param name="Rows">How many of its rows name a rate per token above 0.</param>
/// <param name="LeftOut">The rows that are not wholly among the prices, in the catalogue's order.</param>
public sealed record CatalogueImport(IReadOnlyList<Price> Prices, int Rows, IReadOnlyList<LeftOut> LeftOut)
{
    /// <summary>How many of <see cref="Rows"/> became prices.</summary>
    public int Imported => Rows - LeftOut.Count(static row => row.PerToken);
}
