using Prenup.Core.Money;

namespace Prenup.Core.Prices;

/// <summary>What usage costs under a price, or why that is unknown. Unknown is never 0.</summary>
/// <param name="Amount">The amount; null where unknown.</param>
/// <param name="Terms">What it was priced under; null where nothing could be resolved.</param>
/// <param name="Unknown">Why the amount is unknown; null where it is known.</param>
public readonly record struct Cost(PicoDollars? Amount, Terms? Terms, string? Unknown);
