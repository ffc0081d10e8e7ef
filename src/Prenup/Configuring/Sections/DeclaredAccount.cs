using Prenup.Core.Offers;

namespace Prenup.Configuring.Sections;

/// <summary>An account as written, on whichever cloud.</summary>
/// <param name="Cloud">The cloud's name.</param>
/// <param name="Served">The account; null where this version cannot use it.</param>
/// <param name="WhyNot">Why it cannot; null where it can.</param>
internal sealed record DeclaredAccount(string Cloud, Account? Served, string? WhyNot)
{
    /// <summary>What the account changes about a model's timers.</summary>
    public Func<Timers, Timers> Timers { get; init; } = static timers => timers;
}
