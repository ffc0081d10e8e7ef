using Prenup.Core.Health;
using Prenup.Core.Offers;

namespace Prenup.Gateway;

/// <summary>What a routing decision made of one offer.</summary>
/// <param name="Offer">The offer.</param>
/// <param name="Struck">Why it is not asked.</param>
/// <param name="Cooldown">Its rest; null where it has none.</param>
/// <param name="Place">Its place in the order, from 1; 0 where it is not asked.</param>
public sealed record Considered(Offer Offer, Struck Struck, Cooldown? Cooldown, int Place);
