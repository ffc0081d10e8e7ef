namespace Prenup.Core.Contracts;

/// <summary>A share of spend that must be offered to the contract's cloud first.</summary>
/// <param name="Models">The models it holds for.</param>
/// <param name="ShareOfSpend">The share, from 0 to 1.</param>
/// <param name="Window">The window over which the share is measured.</param>
public sealed record FirstRefusal(IReadOnlyList<string> Models, decimal ShareOfSpend, TimeSpan Window);
