namespace Prenup.Core.Keys;

/// <summary>A team of the organisation; projects belong to it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Budget">What it may spend; null is no budget.</param>
public sealed record Team(string Name, Budget? Budget);
