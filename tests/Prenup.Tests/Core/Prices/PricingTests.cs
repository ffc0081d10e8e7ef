using System.Numerics;
using CsCheck;
using Prenup.Configuring;
using Prenup.Core.Money;
using Prenup.Core.Prices;
using Prenup.Core.Usage;
using Xunit;

namespace Prenup.Tests.Core.Prices;

public sealed class PricingTests
{
    private static readonly DateTimeOffset Today = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly PriceBook Book = new(BuiltInPrices.All);
    private static readonly Meter[] Priced = [.. Meters.All.Where(static meter => meter.IsPriced())];

    [Fact]
    public void A_cost_is_the_sum_of_its_meters_each_rounded_once() =>
        Gen.Select(Gen.Int[0, 300_000].Array[Priced.Length], Gen.Int[0, 999_999].Array[Priced.Length])
            .Sample(
                static (tokens, micros) =>
                {
                    var usage = default(UsageVector);
                    var rates = new decimal?[Meters.Count];
                    var exact = BigInteger.Zero;
                    foreach (var (i, meter) in Priced.Index())
                    {
                        usage = usage.With(meter, tokens[i]);
                        rates[(int)meter] = micros[i] / 1_000_000m;
                        exact += (BigInteger)tokens[i] * micros[i]; // a millionth of a USD per million is a pico-dollar
                    }
                    var cost = Pricing.Of(usage.With(Meter.Reasoning, 7), Of(new PriceRow("default", 0, rates)), null);
                    Assert.Equal((long)exact, cost.Amount?.Value);
                }
            );

    [Fact]
    public void Trap5_Tier_band_and_cache_life_each_have_their_own_rate_and_no_neighbour_s()
    {
        var usage = default(UsageVector).With(Meter.TextIn, 1_000_000).With(Meter.TextOut, 1_000_000);
        Assert.Equal("55", Amount("openai/gpt-5.5", usage, null)); // above 272k: 10 + 45
        Assert.Equal("27.5", Amount("openai/gpt-5.5", usage, "flex"));
        Assert.Null(Amount("openai/gpt-5.5", usage, "priority")); // priority beyond 272k is not sold
        Assert.Null(Amount("openai/gpt-4.1", usage, "flex"));
        Assert.Null(Amount("openai/gpt-5.5", usage, "scale"));
        var write = default(UsageVector).With(Meter.TextInWrite12h, 1000);
        Assert.Equal("0.005", Amount("openai/gpt-6.1-sol", write, null));
        Assert.Null(Amount("openai/gpt-5.6-luna", write, null));
    }

    [Theory]
    [InlineData(272_000, "1.36")]
    [InlineData(272_001, "2.72001")]
    public void Trap5_Above_the_step_the_whole_request_is_billed_at_the_band(long tokens, string expected) =>
        Assert.Equal(expected, Amount("openai/gpt-5.5", default(UsageVector).With(Meter.TextIn, tokens), null));

    [Fact]
    public void Trap5_Cached_and_written_tokens_count_towards_the_band()
    {
        var usage = default(UsageVector).With(Meter.TextIn, 1).With(Meter.TextInCached, 272_000);
        Assert.Equal("0.27201", Amount("openai/gpt-5.5", usage, null)); // 1 at 10, 272 000 at 1
    }

    [Fact]
    public void Trap6_Without_a_price_the_cost_is_unknown_and_never_0()
    {
        var usage = default(UsageVector).With(Meter.TextIn, 10);
        var none = Pricing.Of(usage, Book.At("openai/gpt-9", Price.GlobalScope, Today), null);
        Assert.Null(none.Amount);
        Assert.Equal("no price in the book", none.Unknown);
        var early = Pricing.Of(
            usage,
            Book.At("openai/gpt-5.5", Price.GlobalScope, new DateTimeOffset(2026, 4, 22, 23, 59, 59, TimeSpan.Zero)),
            null
        );
        Assert.Null(early.Amount);
        var noRate = Pricing.Of(
            usage.With(Meter.AudioIn, 1),
            Book.At("openai/gpt-5.5", Price.GlobalScope, Today),
            null
        );
        Assert.Null(noRate.Amount);
        Assert.Contains("no rate for audio-in", noRate.Unknown, StringComparison.Ordinal);
    }

    [Fact]
    public void C18_The_tier_that_the_reply_names_is_billed_not_the_one_asked_for()
    {
        var usage = default(UsageVector).With(Meter.TextIn, 1000).With(Meter.TextOut, 1000);
        Assert.Equal("0.035", Amount("openai/gpt-5.5", usage, "default"));
        Assert.Equal("0.0175", Amount("openai/gpt-5.5", usage, "flex"));
        Assert.Equal(Amount("openai/gpt-5.5", usage, "default"), Amount("openai/gpt-5.5", usage, "auto"));
    }

    [Fact]
    public void C19_Reported_zeros_cost_nothing_and_stay_zeros()
    {
        var usage = default(UsageVector).With(Meter.TextIn, 0).With(Meter.TextOut, 0);
        var cost = Pricing.Of(usage, Book.At("openai/gpt-5.5", Price.GlobalScope, Today), null);
        Assert.Equal(PicoDollars.Zero, cost.Amount);
        Assert.Null(cost.Unknown);
        Assert.Equal(0, usage[Meter.TextIn]);
        Assert.Null(usage[Meter.TextInCached]);
    }

    [Fact]
    public void A_price_holds_from_its_first_instant_and_the_later_book_wins_a_day()
    {
        var first = Of(new PriceRow("default", 0, new decimal?[Meters.Count]));
        var second = first with { Source = "corrected" };
        var later = first with { ValidFrom = first.ValidFrom.AddDays(1) };
        var book = new PriceBook([later, first, second]);
        Assert.Null(book.At("p", Price.GlobalScope, first.ValidFrom.AddTicks(-1)));
        Assert.Equal("corrected", book.At("p", Price.GlobalScope, first.ValidFrom)?.Source);
        Assert.Equal("corrected", book.At("p", Price.GlobalScope, later.ValidFrom.AddTicks(-1))?.Source);
        Assert.Same(later, book.At("p", Price.GlobalScope, later.ValidFrom));
    }

    [Fact]
    public void The_terms_in_an_entry_find_the_same_rates_again()
    {
        var usage = default(UsageVector).With(Meter.TextIn, 300_000);
        var price = Book.At("openai/gpt-5.5", Price.GlobalScope, Today)!;
        var cost = Pricing.Of(usage, price, "flex");
        var expected = new Terms("openai/gpt-5.5", price.ValidFrom, "flex", 272_000)
        {
            Bands = [price.Row("flex", 300_000)!],
        };
        Assert.Equal(expected, cost.Terms);
        var kept = TermsText.Parse(cost.Terms!.Text);
        Assert.Equal(expected, kept);
        Assert.Equal(cost.Amount, Pricing.Again(usage, kept).Amount);
    }

    private static string? Amount(string id, UsageVector usage, string? tier) =>
        Pricing.Of(usage, Book.At(id, Price.GlobalScope, Today), tier).Amount?.ToString();

    private static Price Of(PriceRow row) => new("p", Today, "test", [row]);
}
