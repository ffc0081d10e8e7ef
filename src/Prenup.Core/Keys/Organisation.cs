namespace Prenup.Core.Keys;

/// <summary>Who runs the gateway and pays the clouds.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Budget">What it may spend; null is no budget.</param>
public sealed record Organisation(string Name, Budget? Budget);
