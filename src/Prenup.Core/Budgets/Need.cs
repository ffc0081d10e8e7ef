using Prenup.Core.Money;

namespace Prenup.Core.Budgets;

/// <summary>What an attempt may come to at most.</summary>
/// <param name="Money">Its cost; null where no bound can be stated.</param>
/// <param name="Tokens">Its tokens, in and out.</param>
public readonly record struct Need(PicoDollars? Money, long Tokens)
{
    /// <summary>Tokens that a cloud may put before a prompt on its own account: some 70 for gpt-oss and 160 for Grok (more with tools, which its bytes cover), as recorded replies have it.</summary>
    public const long Preamble = 256;

    /// <summary>Nothing: what asks no model.</summary>
    public static Need None { get; } = new(PicoDollars.Zero, 0);
}
