using Prenup.Core.Money;
using Prenup.Core.Prices;

namespace Prenup.Core.Ledger;

/// <summary>A correction of a closed attempt's cost. Entries are never rewritten: what they amount to is corrected by another entry.</summary>
public sealed record Adjustment
{
    /// <summary>Its own id.</summary>
    public required LedgerId Id { get; init; }

    /// <summary>The attempt that it corrects.</summary>
    public required LedgerId Attempt { get; init; }

    /// <summary>When it was entered; never before the entry before it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What is added to the attempt's cost, which counts as 0 where it was unknown; negative in our favour.</summary>
    public required PicoDollars Amount { get; init; }

    /// <summary>What the attempt is priced under from now on; null where the amount was not computed from a price.</summary>
    public Terms? Terms { get; init; }

    /// <summary>Why, for people: <c>repriced: …</c>.</summary>
    public required string Reason { get; init; }
}
