using Prenup.Core.Offers;
using Prenup.Core.Prices;

namespace Prenup.Prices;

/// <summary>An offer and the price it is billed by.</summary>
/// <param name="Offer">The offer.</param>
/// <param name="State">Whether there is one.</param>
/// <param name="Price">The price in force; of an expired one, the one that has ended.</param>
public sealed record OfferPrice(Offer Offer, OfferPriceState State, Price? Price)
{
    /// <summary>Looks an offer's price up, as an attempt at that instant would.</summary>
    public static OfferPrice Of(Offer offer, PriceBook book, DateTimeOffset instant)
    {
        if (book.At(offer.PriceId, offer.Scope, instant) is { } price)
        {
            var priced = price.Row(Pricing.DefaultTier, 0) is not null;
            return new OfferPrice(offer, priced ? OfferPriceState.Found : OfferPriceState.NoDefaultTier, price);
        }
        if (book.Begun(offer.PriceId, offer.Scope, instant) is { } ended)
        {
            return new OfferPrice(offer, OfferPriceState.Expired, ended);
        }
        if (book.Begun(offer.PriceId, offer.Scope, DateTimeOffset.MaxValue) is not null)
        {
            return new OfferPrice(offer, OfferPriceState.Later, null);
        }
        var known = book.Of(offer.PriceId).Count > 0;
        return new OfferPrice(offer, known ? OfferPriceState.OtherScope : OfferPriceState.Unknown, null);
    }
}
