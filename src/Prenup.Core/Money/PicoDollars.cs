namespace Prenup.Core.Money;

/// <summary>An exact amount of money in pico-dollars (10⁻¹² USD), as one entry of the ledger carries it.</summary>
/// <remarks>An <see cref="Int64"/> holds up to 9.2 million USD; totals are <see cref="PicoTotal"/>.</remarks>
/// <param name="Value">Pico-dollars; negative amounts are corrections in our favour.</param>
public readonly record struct PicoDollars(long Value)
{
    /// <summary>Nothing. Not the same as an unknown amount, which is a missing one.</summary>
    public static PicoDollars Zero => default;

    /// <summary>Adds two amounts.</summary>
    /// <exception cref="OverflowException">The sum exceeds 9.2 million USD.</exception>
    public static PicoDollars operator +(PicoDollars left, PicoDollars right) => new(checked(left.Value + right.Value));

    /// <summary>Rounds <paramref name="tokens"/> at <paramref name="usdPerMillion"/> half-even to whole pico-dollars: once per meter.</summary>
    /// <exception cref="OverflowException">The product exceeds 9.2 million USD.</exception>
    public static PicoDollars Of(long tokens, decimal usdPerMillion) => Rounded(tokens * (usdPerMillion * 1_000_000m));

    /// <summary>An exact number of pico-dollars, rounded half-even to a whole one.</summary>
    /// <exception cref="OverflowException">It exceeds 9.2 million USD.</exception>
    public static PicoDollars Rounded(decimal pico) =>
        new(decimal.ToInt64(decimal.Round(pico, 0, MidpointRounding.ToEven)));

    /// <summary>The amount in USD, exact, without trailing zeros: <c>0.00000125</c>.</summary>
    public override string ToString() => PicoTotal.Text(Value);
}
