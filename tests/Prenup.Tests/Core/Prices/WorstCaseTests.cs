using CsCheck;
using Prenup.Core.Money;
using Prenup.Core.Prices;
using Prenup.Core.Usage;
using Xunit;

namespace Prenup.Tests.Core.Prices;

/// <summary>What tokens may cost at most, in pico-dollars; a USD per million tokens is 10⁶ of them a token.</summary>
public sealed class WorstCaseTests
{
    private static readonly Price Price = new(
        "cloud/model",
        DateTimeOffset.UnixEpoch,
        "a test",
        [
            Row("default", 0, input: 2m, output: 8m),
            Row("priority", 0, input: 3.5m, output: 14m),
            Row("default", 1_000, input: 4m, output: 12m),
        ]
    );

    [Fact]
    public void The_dearest_tier_counts_and_a_dearer_band_only_for_prompts_that_can_reach_it()
    {
        // 1000 × 3.5 + 10 × 14 and 1001 × 4 + 10 × 14 USD per million.
        Assert.Equal(new PicoDollars(3_640_000_000), WorstCase.Of(Price).Cost(1_000, 10));
        Assert.Equal(new PicoDollars(4_144_000_000), WorstCase.Of(Price).Cost(1_001, 10));
    }

    [Fact]
    public void A_rate_of_less_than_a_pico_dollar_is_rounded_up()
    {
        var price = Price with { Rows = [Row("default", 0, input: 0.0000004m, output: 0m)] };
        Assert.Equal(new PicoDollars(7), WorstCase.Of(price).Cost(7, 5));
    }

    [Fact]
    public void More_than_an_amount_can_be_is_the_most_it_can_be() =>
        Assert.Equal(new PicoDollars(long.MaxValue), WorstCase.Of(Price).Cost(long.MaxValue, long.MaxValue));

    [Fact]
    public void No_usage_within_the_tokens_costs_more_whatever_meter_and_tier_it_comes_to()
    {
        var rates = Gen.Decimal[0m, 100m].Array[(int)Meter.Reasoning];
        var counts = Gen.Long[0, 3_000].Array[(int)Meter.Reasoning];
        Gen.Select(rates, rates, counts, Gen.Bool)
            .Sample(
                static (first, second, tokens, tier) =>
                {
                    var price = Price with { Rows = [Row("default", 0, first), Row("flex", 1_500, second)] };
                    var usage = default(UsageVector);
                    for (var meter = Meter.TextIn; meter < Meter.Reasoning; meter++)
                    {
                        usage = usage.With(meter, tokens[(int)meter]);
                    }
                    if (Pricing.Of(usage, price, tier ? "default" : "flex").Amount is { } cost)
                    {
                        Assert.True(cost.Value <= WorstCase.Of(price).Cost(usage.TotalIn, usage.TotalOut).Value);
                    }
                }
            );
    }

    private static PriceRow Row(string tier, long above, decimal input, decimal output)
    {
        var rates = new decimal?[Meters.Count];
        (rates[(int)Meter.TextIn], rates[(int)Meter.TextOut]) = (input, output);
        return new PriceRow(tier, above, rates);
    }

    private static PriceRow Row(string tier, long above, decimal[] rates) =>
        new(tier, above, [.. rates.Select(static rate => (decimal?)rate), null, null]);
}
