using System.Collections.Frozen;
using Prenup.Core.Ledger;
using Prenup.Core.Money;
using Prenup.Core.Prices;
using Prenup.Core.Usage;

namespace Prenup.Stores.Reading;

/// <summary>Recomputes costs from usage and terms.</summary>
/// <param name="prices">The book with the prices of entries that do not keep their rates, as the first version made them.</param>
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
        if (terms.Bands.Count > 0)
        {
            return Compare(entry, cost, Pricing.Again(entry.Usage, terms));
        }
        if (!_prices.TryGetValue((terms.PriceId, terms.ValidFrom), out var price))
        {
            return Find(
                entry,
                LedgerFindingKind.TermsUnknown,
                $"The entry keeps no rates, and the book has no price '{terms.PriceId}' from {terms.ValidFrom:O}."
            );
        }
        var again = Pricing.Of(entry.Usage, price, terms.Tier);
        return Compare(entry, cost, again.Terms is { } now ? again with { Terms = now with { Bands = [] } } : again);
    }

    private static LedgerFinding? Compare(Closed entry, PicoDollars cost, Cost again) =>
        again.Amount == cost && again.Terms == entry.Terms
            ? null
            : Find(entry, LedgerFindingKind.Cost, $"Entered as {cost} USD under {entry.Terms}, recomputed as {again}.");

    private static LedgerFinding Find(Closed entry, LedgerFindingKind kind, string text) =>
        new(kind, text, entry.Attempt);
}
