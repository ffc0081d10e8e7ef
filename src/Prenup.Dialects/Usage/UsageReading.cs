using Prenup.Core.Usage;

namespace Prenup.Dialects.Usage;

/// <summary>A usage object as a cloud sent it, brought to the disjoint normal form.</summary>
/// <param name="Vector">Tokens by meter.</param>
/// <param name="Doubt">What does not add up in the cloud's numbers; null where they are sound.</param>
public readonly record struct UsageReading(UsageVector Vector, string? Doubt);
