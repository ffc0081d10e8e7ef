namespace Prenup.Core.Offers;

/// <summary>The name an application asks for, and every way to buy it.</summary>
public sealed record Model
{
    /// <summary>The name: <c>gpt-5.5</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The ways to buy it, as written; at least one.</summary>
    public required IReadOnlyList<Offer> Offers { get; init; }

    /// <summary>How their order is chosen.</summary>
    public RouteKind Route { get; init; } = RouteKind.Ordered;

    /// <summary>What an exchange may spend on attempts.</summary>
    public AttemptBudget Attempts { get; init; } = AttemptBudget.Default;

    /// <summary>What happens when the client goes away.</summary>
    public AbortPolicy OnAbort { get; init; } = AbortPolicy.Cancel;

    /// <summary>How long each phase may take.</summary>
    public Timers Timers { get; init; } = Timers.Default;
}
