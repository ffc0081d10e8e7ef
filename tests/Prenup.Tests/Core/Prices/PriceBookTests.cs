using Prenup.Core.Prices;
using Prenup.Core.Usage;
using Xunit;

namespace Prenup.Tests.Core.Prices;

/// <summary>Which of several prices for one id holds for an offer.</summary>
public sealed class PriceBookTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Trap5_The_offer_s_own_scope_comes_first_then_regional_and_never_another_scope_s()
    {
        var book = new PriceBook([Of("global", 1), Of("regional", 2), Of("eu", 3)]);
        Assert.Equal(1, Rate(book, "global"));
        Assert.Equal(3, Rate(book, "eu"));
        Assert.Equal(2, Rate(book, "us-east-2"));
        Assert.Null(Rate(new PriceBook([Of("global", 1), Of("eu", 3)]), "us"));
        Assert.Null(Rate(new PriceBook([Of("regional", 1), Of("eu", 3)]), "global"));
    }

    [Fact]
    public void A_scope_s_own_price_holds_from_its_own_day_on()
    {
        var later = Of("eu", 3) with { ValidFrom = Day.AddDays(9) };
        var book = new PriceBook([Of("regional", 2), later]);
        Assert.Equal(2, Rate(book, "eu"));
        Assert.Equal(3, book.At("p", "eu", later.ValidFrom)?.Rows[0][Meter.TextIn]);
    }

    [Fact]
    public void Trap6_What_has_ended_is_unknown_until_something_else_begins()
    {
        var promotion = Of("global", 1) with { ValidUntil = Day.AddDays(3) };
        var earlier = Of("global", 2) with { ValidFrom = Day.AddDays(-30) };
        var later = Of("global", 4) with { ValidFrom = Day.AddDays(5) };
        var book = new PriceBook([earlier, promotion, later]);
        Assert.Equal(2, At(-1));
        Assert.Equal(1, At(2));
        Assert.Null(At(3));
        Assert.Same(promotion, book.Begun("p", "global", Day.AddDays(3)));
        Assert.Equal(4, At(5));

        decimal? At(int days) => book.At("p", "global", Day.AddDays(days))?.Rows[0][Meter.TextIn];
    }

    [Fact]
    public void An_entry_tells_by_its_terms_which_scope_s_price_it_was()
    {
        var usage = default(UsageVector).With(Meter.TextIn, 1);
        Assert.Equal("p", Pricing.Of(usage, Of("global", 1), null).Terms?.PriceId);
        Assert.Equal("p#eu", Pricing.Of(usage, Of("eu", 1), null).Terms?.PriceId);
    }

    private static decimal? Rate(PriceBook book, string scope) => book.At("p", scope, Day)?.Rows[0][Meter.TextIn];

    private static Price Of(string scope, decimal rate)
    {
        var rates = new decimal?[Meters.Count];
        rates[(int)Meter.TextIn] = rate;
        return new Price("p", Day, "test", [new PriceRow(Pricing.DefaultTier, 0, rates)]) { Scope = scope };
    }
}
