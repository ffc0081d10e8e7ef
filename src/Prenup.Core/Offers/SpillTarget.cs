namespace Prenup.Core.Offers;

/// <summary>The offer that takes, at its own price, what a provisioned one has no room for.</summary>
/// <param name="Offer">Its name.</param>
/// <param name="PriceId">Its price's id in the book.</param>
/// <param name="Scope">The region scope that it is bought at.</param>
public sealed record SpillTarget(string Offer, string PriceId, string Scope);
