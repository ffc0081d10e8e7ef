using System.Collections.Frozen;
using Prenup.Core.Ledger;
using Prenup.Core.Prices;
using Prenup.Core.Usage;

namespace Prenup.Stores.Reading;

/// <summary>Recomputes costs from usage and terms.</summary>
/// <param name="prices">The book with all prices that were ever used.</param>
internal sealed class CostCheck(PriceBook prices)
{
    private readonly FrozenDictionary<(string, DateTimeOffset), Price> _prices = prices.All.ToFrozenDictionary(
        static price => (price.Key, price.ValidFrom)
    );

    /// <summary>What is wrong with an entry's cost; null where nothing is.</summary>
    public LedgerFinding? Check(Closed entry)
    {
        if (entry.Cost is not { } cost)
        {
            return null;
        }
        if (entry.Terms is not { } terms)
        {
            return cost.Value == 0 && entry.Basis == UsageBasis.NotBilled
                ? null
                : Find(entry, LedgerFindingKind.Cost, $"A cost of {cost} USD without terms.");
        }
        if (!_prices.TryGetValue((terms.PriceId, terms.ValidFrom), out var price))
        {
            return Find(
                entry,
                LedgerFindingKind.TermsUnknown,
                $"The book has no price '{terms.PriceId}' from {terms.ValidFrom:O}."
            );
        }
        var again = Pricing.Of(entry.Usage, price, terms.Tier);
        return again.Amount == cost && again.Terms == terms
            ? null
            : Find(entry, LedgerFindingKind.Cost, $"Entered as {cost} USD under {terms}, recomputed as {again}.");
    }

    private static LedgerFinding Find(Closed entry, LedgerFindingKind kind, string text) =>
        new(kind, text, entry.Attempt);
}
