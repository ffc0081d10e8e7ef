using Prenup.Core.Budgets;
using Prenup.Core.Keys;
using Prenup.Core.Offers;

namespace Prenup.Gateway;

/// <summary>What an exchange may do, and what is reserved for it; disposed at its end, streams included.</summary>
/// <param name="lineage">The key it was given to, with all above it.</param>
/// <param name="model">The model it may ask.</param>
/// <param name="pin">Where state that it refers to is kept.</param>
/// <param name="prompt">The prompt's tokens, where they were counted; null for a bound by bytes.</param>
/// <param name="reservation">What is reserved for it at all levels.</param>
public sealed class Permit(Lineage lineage, Model model, Pin pin, long? prompt, Reservation reservation) : IDisposable
{
    /// <summary>The key it was given to, with all above it.</summary>
    public Lineage Lineage { get; } = lineage;

    /// <summary>The key it was given to.</summary>
    public VirtualKey Key => Lineage.Key;

    /// <summary>The model it may ask.</summary>
    public Model Model { get; } = model;

    /// <summary>Where state that it refers to is kept.</summary>
    public Pin Pin { get; } = pin;

    /// <summary>The prompt's tokens, where they were counted; null for a bound by bytes.</summary>
    public long? Prompt { get; } = prompt;

    /// <summary>What is reserved for it at all levels.</summary>
    public Reservation Reservation { get; } = reservation;

    /// <summary>Gives back what is reserved; once, however often it is called.</summary>
    public void Dispose() => Reservation.Dispose();
}
