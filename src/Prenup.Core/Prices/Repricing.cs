using Prenup.Core.Ledger;
using Prenup.Core.Offers;
using Prenup.Core.Usage;

namespace Prenup.Core.Prices;

/// <summary>What an entry would cost by another book: the price of the same id and scope, in force when the attempt began.</summary>
public static class Repricing
{
    /// <summary>Prices an entry anew; unknown where the book has no price for it, or it claims no usage.</summary>
    /// <param name="opened">The attempt's first entry.</param>
    /// <param name="closed">Its last entry.</param>
    /// <param name="book">The book.</param>
    /// <param name="offer">The offer as it is configured now, for entries that were priced under nothing; null where it is gone.</param>
    public static Cost Of(Opened opened, Closed closed, PriceBook book, Offer? offer)
    {
        if (closed.Basis is not (UsageBasis.Reported or UsageBasis.Estimated))
        {
            return new Cost(null, null, "nothing is claimed to have been used");
        }
        var (id, scope) =
            closed.Terms is { } terms ? Split(terms.PriceId)
            : offer is not null ? (offer.PriceId, offer.Scope)
            : ("", "");
        var tier = closed.Terms?.Tier ?? Pricing.Tier(closed.ServedTier, offer?.Tier);
        var cost = Pricing.Of(closed.Usage, book.At(id, scope, opened.At), tier);
        return cost.Terms is { } now && closed.Terms?.SpilledTo is { } spilledTo
            ? cost with
            {
                Terms = now with { SpilledTo = spilledTo },
            }
            : cost;
    }

    private static (string Id, string Scope) Split(string key) =>
        key.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at
            ? (key[..at], key[(at + 1)..])
            : (key, Price.GlobalScope);
}
