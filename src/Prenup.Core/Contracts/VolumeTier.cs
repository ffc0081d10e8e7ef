namespace Prenup.Core.Contracts;

/// <summary>A discount that begins at a step of spend.</summary>
/// <param name="AboveUsd">The step, in USD spent within the term.</param>
/// <param name="Discount">The share taken off the list price instead of the contract's, from 0 to below 1.</param>
/// <param name="Retroactive">Whether it holds for all spend once the step is passed; otherwise for what lies beyond it.</param>
public sealed record VolumeTier(decimal AboveUsd, decimal Discount, bool Retroactive);
