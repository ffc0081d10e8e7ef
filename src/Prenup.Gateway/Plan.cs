using Prenup.Core.Offers;

namespace Prenup.Gateway;

/// <summary>The offers to ask, in order; made once per exchange, without looking at it again.</summary>
/// <param name="Offers">At least one.</param>
public sealed record Plan(IReadOnlyList<Offer> Offers);
