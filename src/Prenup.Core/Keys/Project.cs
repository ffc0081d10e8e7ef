namespace Prenup.Core.Keys;

/// <summary>A project: it pays for its keys' exchanges, and owns what they store at clouds.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Team">Its team; null where it has none.</param>
/// <param name="Residency">Scopes that its requests may be served from; null is any.</param>
/// <param name="Budget">What it may spend; null is no budget.</param>
public sealed record Project(string Name, string? Team, IReadOnlyList<string>? Residency, Budget? Budget);
