using Prenup.Core.Ledger;
using Prenup.Core.Money;
using Prenup.Core.Offers;
using Prenup.Core.Prices;
using Prenup.Core.Usage;
using Prenup.Stores.Reading;

namespace Prenup.Commands.Ledger;

/// <summary>What another book would change of a ledger. What was corrected before counts as it was corrected.</summary>
/// <param name="Changes">The attempts that would amount to something else.</param>
/// <param name="Same">How many would amount to the same.</param>
/// <param name="Unpriced">How many the book has no rates for: they stay as they are.</param>
internal sealed record Corrections(IReadOnlyList<Correction> Changes, long Same, long Unpriced)
{
    /// <summary>Looks at every closed attempt that a filter means and that claims usage.</summary>
    public static Corrections Of(
        LedgerReader ledger,
        LedgerFilter filter,
        PriceBook book,
        IReadOnlyDictionary<string, Offer> offers
    )
    {
        var adjusted = new Dictionary<LedgerId, PicoDollars>();
        foreach (var entry in ledger.Adjustments(filter with { From = null, Until = null, State = null }))
        {
            adjusted[entry.Attempt] = adjusted.GetValueOrDefault(entry.Attempt) + entry.Amount;
        }
        var changes = new List<Correction>();
        var (same, unpriced) = (0L, 0L);
        foreach (var row in ledger.Show(filter))
        {
            if (row.Closed is not { Basis: UsageBasis.Reported or UsageBasis.Estimated } closed)
            {
                continue;
            }
            var cost = Repricing.Of(row.Opened, closed, book, offers.GetValueOrDefault(row.Opened.Offer));
            if (cost is not { Amount: { } after, Terms: { } terms })
            {
                unpriced++;
                continue;
            }
            PicoDollars? before = adjusted.TryGetValue(closed.Attempt, out var added)
                ? (closed.Cost ?? PicoDollars.Zero) + added
                : closed.Cost;
            if (before == after)
            {
                same++;
            }
            else
            {
                changes.Add(new Correction(closed.Attempt, before, after, terms));
            }
        }
        return new Corrections(changes, same, unpriced);
    }
}
