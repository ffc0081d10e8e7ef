using System.Globalization;
using System.Numerics;
using CsCheck;
using Prenup.Core.Money;
using Xunit;

namespace Prenup.Tests.Core.Money;

public sealed class MoneyTests
{
    // Up to 12 decimals of a USD per million: as many as a price book may have.
    private static readonly Gen<(int Digits, int Scale)> Rates = Gen.Select(Gen.Int[0, 2_000_000_000], Gen.Int[0, 12]);

    [Fact]
    public void A_meter_is_rounded_half_even_once_as_exact_arithmetic_says() =>
        Gen.Select(Gen.Long[0, 4_000_000], Rates)
            .Sample(
                static (tokens, rate) =>
                {
                    var usdPerMillion = new decimal(rate.Digits, 0, 0, false, (byte)rate.Scale);
                    var exact = RoundHalfEven(
                        (BigInteger)tokens * rate.Digits * 1_000_000,
                        BigInteger.Pow(10, rate.Scale)
                    );
                    if (exact <= long.MaxValue)
                    {
                        Assert.Equal(exact, PicoDollars.Of(tokens, usdPerMillion).Value);
                    }
                }
            );

    [Theory]
    [InlineData(1, "0.0000005", 0)] // half a pico-dollar: to the even neighbour below
    [InlineData(3, "0.0000005", 2)] // one and a half: to the even neighbour above
    [InlineData(5, "0.0000005", 2)]
    [InlineData(1, "0.00000050001", 1)]
    public void Halves_go_to_the_even_neighbour(long tokens, string rate, long expected) =>
        Assert.Equal(expected, PicoDollars.Of(tokens, decimal.Parse(rate, CultureInfo.InvariantCulture)).Value);

    [Fact]
    public void An_amount_beyond_the_range_overflows_and_is_never_wrong() =>
        Assert.Throws<OverflowException>(() => PicoDollars.Of(long.MaxValue, 1000m));

    [Fact]
    public void Sums_are_exact_beyond_what_one_entry_holds() =>
        Gen
            .Long.Array[0, 200]
            .Sample(static amounts =>
            {
                var total = amounts.Aggregate(default(PicoTotal), static (sum, value) => sum + new PicoDollars(value));
                var exact = amounts.Aggregate(BigInteger.Zero, static (sum, value) => sum + value);
                Assert.Equal(exact, (BigInteger)total.Value);
            });

    [Fact]
    public void The_sum_of_two_entries_overflows_loudly() =>
        Assert.Throws<OverflowException>(() => new PicoDollars(long.MaxValue) + new PicoDollars(1));

    [Fact]
    public void What_is_printed_reads_back_exactly() =>
        Gen.Long.Sample(static value =>
        {
            var text = new PicoDollars(value).ToString();
            var back = decimal.Parse(text, CultureInfo.InvariantCulture) * 1_000_000_000_000m;
            Assert.Equal(value, back);
            Assert.False(text.Contains('.', StringComparison.Ordinal) && text.EndsWith('0'));
        });

    private static BigInteger RoundHalfEven(BigInteger numerator, BigInteger denominator)
    {
        var quotient = BigInteger.DivRem(numerator, denominator, out var remainder);
        var twice = remainder * 2;
        return twice > denominator || (twice == denominator && !quotient.IsEven) ? quotient + 1 : quotient;
    }
}
