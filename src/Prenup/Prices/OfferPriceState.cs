namespace Prenup.Prices;

/// <summary>What a book knows of an offer's price at an instant.</summary>
public enum OfferPriceState
{
    /// <summary>A price is in force.</summary>
    Found,

    /// <summary>No book has the id.</summary>
    Unknown,

    /// <summary>The id is known, for other scopes than the offer's.</summary>
    OtherScope,

    /// <summary>The id is known for the scope, from a later day on.</summary>
    Later,

    /// <summary>The price that held has ended, and none has begun since.</summary>
    Expired,

    /// <summary>A price is in force that has no rates for the default tier.</summary>
    NoDefaultTier,
}
