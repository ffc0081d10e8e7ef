using Prenup.Core.Ledger;
using Prenup.Core.Money;
using Prenup.Core.Usage;

namespace Prenup.Stores.Reading;

/// <summary>The sum of a group of attempts.</summary>
/// <param name="Group">The group's name; empty for all.</param>
/// <param name="Attempts">How many attempts.</param>
/// <param name="Exchanges">How many exchanges began with one of them: their first attempts, so that groups add up.</param>
/// <param name="ByState">Attempts by state; states without any are left out.</param>
/// <param name="Usage">Tokens by meter; a meter that no entry reports is null.</param>
/// <param name="Cost">Effective cost, over the entries whose cost is known, with their adjustments.</param>
/// <param name="CostUnknown">Closed entries whose cost is unknown.</param>
public sealed record LedgerSum(
    string Group,
    long Attempts,
    long Exchanges,
    IReadOnlyDictionary<AttemptState, long> ByState,
    UsageVector Usage,
    PicoTotal Cost,
    long CostUnknown
)
{
    /// <summary>How many adjustments are in <see cref="Cost"/>.</summary>
    public long Adjustments { get; init; }

    /// <summary>What was reserved for the attempts that are open or <c>unknown</c>, and stays charged to the budgets beside <see cref="Cost"/>.</summary>
    public PicoTotal Held { get; init; }
}
