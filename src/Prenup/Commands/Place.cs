using Prenup.Configuring;
using Prenup.Core.Prices;

namespace Prenup.Commands;

/// <summary>Where a command works.</summary>
/// <param name="Folder">The data folder, absolute.</param>
/// <param name="Configuration">The configuration that names it; null where the folder was given itself.</param>
internal sealed record Place(string Folder, Configuration? Configuration)
{
    /// <summary>The configuration's prices, or those that ship with the executable.</summary>
    public PriceBook Prices => Configuration?.Catalogue.Prices ?? new PriceBook(BuiltInPrices.All);
}
