using Prenup.Core.Ledger;
using Prenup.Core.Money;
using Prenup.Core.Prices;

namespace Prenup.Commands.Ledger;

/// <summary>What another book would change of one attempt.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="Before">What it amounts to now, adjustments included; null while that is unknown.</param>
/// <param name="After">What it would amount to.</param>
/// <param name="Terms">Under which terms.</param>
internal sealed record Correction(LedgerId Attempt, PicoDollars? Before, PicoDollars After, Terms Terms)
{
    /// <summary>What has to be added.</summary>
    /// <exception cref="OverflowException">It exceeds 9.2 million USD.</exception>
    public PicoDollars Change => new(checked(After.Value - (Before?.Value ?? 0)));
}
