using Prenup.Core.Money;
using Prenup.Core.Usage;

namespace Prenup.Dialects.Usage;

/// <summary>A usage object as a cloud sent it, brought to the disjoint normal form.</summary>
/// <param name="Vector">What was used, by meter.</param>
/// <param name="Doubt">What does not add up in the cloud's numbers; null where they are sound.</param>
/// <param name="Cost">What the cloud itself says it costs; null where it says nothing.</param>
public readonly record struct UsageReading(UsageVector Vector, string? Doubt, PicoDollars? Cost = null);
