using Prenup.Core.Asking;

namespace Prenup.Gateway;

/// <summary>What the stages behind Routing need of all stages before: one argument instead of five.</summary>
/// <param name="Arrival">The request's head.</param>
/// <param name="Ask">What is asked.</param>
/// <param name="Permit">What is permitted.</param>
public sealed record Exchange(Arrival Arrival, Ask Ask, Permit Permit)
{
    /// <summary>Whether the exchange asks a model, which is what costs money.</summary>
    public bool Generates => Arrival.Operation == Operation.Generate;
}
