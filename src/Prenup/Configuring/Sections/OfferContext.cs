using Prenup.Core.Offers;

namespace Prenup.Configuring.Sections;

/// <summary>What offers refer to.</summary>
/// <param name="Accounts">The accounts that are sound.</param>
/// <param name="Contracts">The contracts' clouds, by contract.</param>
/// <param name="Prices">The prices.</param>
/// <param name="Declared">Every name in the file.</param>
internal sealed record OfferContext(
    IReadOnlyDictionary<string, DeclaredAccount> Accounts,
    IReadOnlyDictionary<string, string> Contracts,
    DeclaredPrices Prices,
    Declared Declared
)
{
    /// <summary>The timers of the model whose offers are read.</summary>
    public Timers Timers { get; init; } = Timers.Default;
}
