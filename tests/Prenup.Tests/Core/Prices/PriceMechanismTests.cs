using Prenup.Core.Prices;
using Prenup.Core.Usage;
using Xunit;
using static Prenup.Tests.Core.Prices.Mechanism;

namespace Prenup.Tests.Core.Prices;

/// <summary>One case for each thing that a rate depends on beside its meter, derived as in <see cref="UsageMechanismTests"/>.</summary>
public sealed class PriceMechanismTests
{
    [Theory]
    [InlineData(null, null, "0.035")] // silent: the default tier, 1 000 x 5 + 1 000 x 30
    [InlineData("default", "priority", "0.035")] // priority was asked for and sold out
    [InlineData("flex", "default", "0.0175")] // 1 000 x 2.5 + 1 000 x 15
    [InlineData("auto", null, "0.035")]
    [InlineData(null, "flex", "0.0175")] // the offer is bought at flex, and its cloud does not repeat it
    [InlineData("default", "batch", "0.0125")] // no reply names a batch: 1 000 x 2 + 1 000 x 10.5
    [InlineData("scale", null, null)] // no rate, so unknown: never the neighbour's
    public void Trap5_The_tier_that_served_is_billed_whatever_was_bought_or_asked(
        string? served,
        string? bought,
        string? expected
    )
    {
        var price = new Price(
            "p",
            Day,
            "test",
            [
                Row("default", 0, "text-in=5 text-out=30"),
                Row("flex", 0, "text-in=2.5 text-out=15"),
                Row("batch", 0, "text-in=2 text-out=10.5"),
            ]
        );
        var usage = default(UsageVector).With(Meter.TextIn, 1000).With(Meter.TextOut, 1000);
        var cost = Pricing.Of(usage, price, Pricing.Tier(served, bought));
        Assert.Equal(expected, cost.Amount?.ToString());
    }

    [Theory]
    [InlineData(272_000, "1.36")] // 272 000 x 5 = 1 360 000
    [InlineData(272_001, "2.72001")] // 272 001 x 10: all of it
    public void A_band_that_holds_for_the_whole_request_doubles_it_at_one_token(long tokens, string expected) =>
        Assert.Equal(expected, Banded(beyond: false, default(UsageVector).With(Meter.TextIn, tokens)));

    [Theory]
    [InlineData(272_000, "1.36")]
    [InlineData(272_001, "1.36001")] // 1 360 000 + 1 x 10
    [InlineData(300_000, "1.64")] // 1 360 000 + 28 000 x 10
    public void A_band_that_holds_beyond_its_step_adds_only_what_lies_there(long tokens, string expected) =>
        Assert.Equal(expected, Banded(beyond: true, default(UsageVector).With(Meter.TextIn, tokens)));

    [Fact]
    public void Beyond_a_step_the_cache_lies_first_in_the_prompt_and_the_answer_is_billed_at_the_band_reached()
    {
        // 200 000 cached, then 100 000 fresh: 72 000 before the step and 28 000 beyond it; 1 000 written after it all.
        // 200 000 x 0.5 + 72 000 x 5 + 28 000 x 10 + 1 000 x 45 = 100 000 + 360 000 + 280 000 + 45 000 = 785 000
        var usage = default(UsageVector)
            .With(Meter.TextInCached, 200_000)
            .With(Meter.TextIn, 100_000)
            .With(Meter.TextOut, 1_000);
        Assert.Equal("0.785", Banded(beyond: true, usage));
        // 300 000 cached: 272 000 x 0.5 + 28 000 x 1 + 100 x 10 = 136 000 + 28 000 + 1 000 = 165 000
        usage = default(UsageVector).With(Meter.TextInCached, 300_000).With(Meter.TextIn, 100);
        Assert.Equal("0.165", Banded(beyond: true, usage));
    }

    [Fact]
    public void A_region_may_cost_more_and_its_rates_are_no_factor()
    {
        // Globally 1 000 x 1.25 = 1 250; in the data zone, 20 % more, 1 000 x 1.5 = 1 500; elsewhere nobody knows.
        Price[] prices =
        [
            new("azure/gpt-5.1", Day, "test", [Row("default", 0, "text-in=1.25")]),
            new("azure/gpt-5.1", Day, "test", [Row("default", 0, "text-in=1.5")]) { Scope = "data-zone-eu" },
        ];
        var book = new PriceBook(prices);
        var usage = default(UsageVector).With(Meter.TextIn, 1000);
        Assert.Equal("0.00125", Amount("global"));
        Assert.Equal("0.0015", Amount("data-zone-eu"));
        Assert.Null(Amount("data-zone-us"));

        string? Amount(string scope) =>
            Pricing.Of(usage, book.At("azure/gpt-5.1", scope, Day), null).Amount?.ToString();
    }

    [Fact]
    public void A_price_changes_within_a_day_to_the_second()
    {
        var noon = Day.AddHours(12);
        var before = new Price("p", Day, "test", [Row("default", 0, "text-in=4")]);
        var book = new PriceBook([before, new("p", noon, "test", [Row("default", 0, "text-in=3")])]);
        var usage = default(UsageVector).With(Meter.TextIn, 1_000_000);
        Assert.Equal("4", Pricing.Of(usage, book.At("p", "global", noon.AddSeconds(-1)), null).Amount?.ToString());
        Assert.Equal("3", Pricing.Of(usage, book.At("p", "global", noon), null).Amount?.ToString());
    }

    [Fact]
    public void An_entrys_terms_find_the_same_amount_again_whatever_the_band_was()
    {
        var usage = With(Meter.TextIn, 300_000).With(Meter.TextOut, 7);
        foreach (var beyond in (bool[])[false, true])
        {
            var cost = Pricing.Of(usage, Bands(beyond), null);
            var kept = TermsText.Parse((cost.Terms! with { SpilledTo = "azure payg" }).Text);
            Assert.Equal("azure payg", kept.SpilledTo);
            Assert.Equal(cost.Amount, Pricing.Again(usage, kept).Amount);
        }
    }
}
