using Prenup.Core.Offers;

namespace Prenup.Gateway;

/// <summary>Where an exchange has to go, because state that it refers to is there. Without a pin any offer will do.</summary>
/// <param name="Offer">The only offer that holds a stored object; null where none is referred to.</param>
/// <param name="Account">The only account whose offers can read sealed state; null where none is sent along.</param>
public readonly record struct Pin(string? Offer, string? Account)
{
    /// <summary>Whether there is any.</summary>
    public bool IsSet => Offer is not null || Account is not null;

    /// <summary>Whether an offer may serve the exchange.</summary>
    public bool Allows(Offer offer) =>
        (Offer is null || offer.Name == Offer) && (Account is null || offer.Account.Name == Account);

    /// <summary>For people.</summary>
    public override string ToString() => Offer is not null ? $"offer '{Offer}'" : $"account '{Account}'";
}
