namespace Prenup.Core.Budgets;

/// <summary>Which limit of whom does not let an attempt begin, and when it may. Amounts are pico-dollars, tokens, requests or exchanges.</summary>
/// <param name="Scope">Whose limit.</param>
/// <param name="Kind">Which.</param>
/// <param name="Limit">What it is.</param>
/// <param name="Left">What is left of it; at least 0.</param>
/// <param name="Needed">What was asked for; null where no bound can be stated.</param>
/// <param name="Wait">How long to wait; null where waiting does not help.</param>
public sealed record LimitReached(
    Scope Scope,
    LimitKind Kind,
    Int128 Limit,
    Int128 Left,
    Int128? Needed,
    TimeSpan? Wait
)
{
    /// <summary>The budget, of <see cref="LimitKind.Money"/>.</summary>
    public Budget? Budget { get; init; }

    /// <summary>Its window.</summary>
    public Window Window { get; init; }

    /// <summary>Whether what others hold now would be enough, so that it may be free any moment.</summary>
    public bool Held { get; init; }
}
