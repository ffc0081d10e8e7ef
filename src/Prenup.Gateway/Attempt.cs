using Prenup.Core.Ledger;
using Prenup.Core.Offers;
using Prenup.Core.Prices;

namespace Prenup.Gateway;

/// <summary>One upstream call inside an exchange, entered in the ledger and not yet sent.</summary>
/// <param name="Id">Its id, in the ledger and at the cloud.</param>
/// <param name="Ordinal">1 for the first of its exchange.</param>
/// <param name="Offer">Where it goes.</param>
/// <param name="Price">The price in force when it began; null where the book has none.</param>
/// <param name="Begun">When, as a monotonic timestamp.</param>
/// <param name="Watch">Its timers.</param>
/// <param name="MayRenew">Whether a credential that the cloud refuses may be renewed and the offer asked once more.</param>
public sealed record Attempt(
    LedgerId Id,
    int Ordinal,
    Offer Offer,
    Price? Price,
    long Begun,
    Watch Watch,
    bool MayRenew
);
