using System.Globalization;
using Prenup.Configuring;
using Prenup.Core.Prices;
using Prenup.Core.Usage;
using Xunit;

namespace Prenup.Tests.Prices;

/// <summary>What given requests cost, computed by hand from the clouds' pages, and not from the book.</summary>
public sealed class SpotPriceTests
{
    private static readonly PriceBook Book = new(BuiltInPrices.All);

    [Theory]
    // OpenAI's page: gpt-5.5 5 / 0.50 / 30. 1000·5 + 500·0.5 + 200·30 = 11 250 millionths.
    [InlineData(
        "openai/gpt-5.5",
        "global",
        "default",
        "text-in 1000, text-in-cached 500, text-out 200",
        11_250_000_000
    )]
    // … and 10 % more in a region, for a model since March 2026.
    [InlineData("openai/gpt-5.5", "eu", "default", "text-in 1000, text-in-cached 500, text-out 200", 12_375_000_000)]
    // … and none more for an older one: gpt-4.1 2 / 0.50 / 8. 1000·2 + 100·8.
    [InlineData("openai/gpt-4.1", "eu", "default", "text-in 1000, text-out 100", 2_800_000_000)]
    // OpenAI's page on priority processing: 12.50 / 75. 1000·12.5 + 200·75.
    [InlineData("openai/gpt-5.5", "global", "priority", "text-in 1000, text-out 200", 27_500_000_000)]
    // gpt-6.1-sol 2 / 10, 12-hour writes at 2.5 times the input. 1000·2 + 2000·5 + 300·10.
    [InlineData(
        "openai/gpt-6.1-sol",
        "global",
        "default",
        "text-in 1000, text-in-write-12h 2000, text-out 300",
        15_000_000_000
    )]
    // gpt-6-astra 10 / 50; above 272k the whole request at 2 and 1.5 times. 300 000·20 + 1000·75.
    [InlineData("openai/gpt-6-astra", "global", "default", "text-in 300000, text-out 1000", 6_075_000_000_000)]
    // gpt-5.6-sol as promoted since October: 4 / 0.40 / 5 / 20. 1000·0.4 + 1000·5 + 100·20.
    [InlineData(
        "openai/gpt-5.6-sol",
        "global",
        "default",
        "text-in-cached 1000, text-in-write-30m 1000, text-out 100",
        7_400_000_000
    )]
    // gpt-5.2, 2000 in of which 500 cached, 300 out: (1500·1.75 + 500·0.175 + 300·14) / 10⁶ = 0.0069125 USD.
    [InlineData("azure/gpt-5.2", "global", "default", "text-in 1500, text-in-cached 500, text-out 300", 6_912_500_000)]
    // Azure's retail feed: gpt-5.1 input in a data zone 1.50, not 10 % over 1.25; output 11. 1000·1.5 + 100·11.
    [InlineData("azure/gpt-5.1", "data-zone-eu", "default", "text-in 1000, text-out 100", 2_600_000_000)]
    // Azure's page on flex: half of 5 / 0.50 / 30, cached input included. 1000·2.5 + 1000·0.25 + 100·15.
    [InlineData(
        "azure/gpt-5.6-sol",
        "global",
        "flex",
        "text-in 1000, text-in-cached 1000, text-out 100",
        4_250_000_000
    )]
    // AWS's price list rows: Haiku 4.5 in us-east-1 1.10 / 5.50, global 1.00 / 5.00.
    [InlineData(
        "bedrock/anthropic.claude-haiku-4-5-20251001-v1:0",
        "us",
        "default",
        "text-in 1000, text-out 100",
        1_650_000_000
    )]
    [InlineData(
        "bedrock/anthropic.claude-haiku-4-5-20251001-v1:0",
        "global",
        "default",
        "text-in 1000, text-out 100",
        1_500_000_000
    )]
    // … and Opus 5 in us-west-2 5.50.
    [InlineData("bedrock/anthropic.claude-opus-5", "us-west-2", "default", "text-in 1000", 5_500_000_000)]
    // GPT-6 Astra on AWS: us. 11 / 55, global. 10 / 50.
    [InlineData("bedrock/openai.gpt-6-astra", "us", "default", "text-in 1000, text-out 100", 16_500_000_000)]
    [InlineData("bedrock/openai.gpt-6-astra", "global", "default", "text-in 1000, text-out 100", 15_000_000_000)]
    // Claude Opus 5 (5 / 6.25 / 10 / 0.50 / 25), prefix 50 000, fresh 200, out 400: 0.3235 written for 5 minutes,
    [InlineData(
        "anthropic/claude-opus-5",
        "global",
        "default",
        "text-in 200, text-in-write-5m 50000, text-out 400",
        323_500_000_000
    )]
    // 0.511 for an hour,
    [InlineData(
        "anthropic/claude-opus-5",
        "global",
        "default",
        "text-in 200, text-in-write-1h 50000, text-out 400",
        511_000_000_000
    )]
    // 0.036 read,
    [InlineData(
        "anthropic/claude-opus-5",
        "global",
        "default",
        "text-in 200, text-in-cached 50000, text-out 400",
        36_000_000_000
    )]
    // 0.3235 × 0.5 × 1.1 = 0.177925 in a batch with inference in the US.
    [InlineData(
        "anthropic/claude-opus-5",
        "us",
        "batch",
        "text-in 200, text-in-write-5m 50000, text-out 400",
        177_925_000_000
    )]
    // Haiku 5.5: a prompt above 100k 0.50 / 2.50. 120 000·0.5 + 100·2.5.
    [InlineData("anthropic/claude-haiku-5.5", "global", "default", "text-in 120000, text-out 100", 60_250_000_000)]
    // Google's page: Gemini 3.1 Pro above 200k 4 / 18. 210 000·4 + 1000·18.
    [InlineData("vertex/gemini-3.1-pro-preview", "global", "default", "text-in 210000, text-out 1000", 858_000_000_000)]
    // Google's weights for Sonnet 4.5 above 200k: a cache hit 0.2 of 3 USD. 250 000·0.6.
    [InlineData("vertex/claude-sonnet-4-5", "global", "default", "text-in-cached 250000", 150_000_000_000)]
    public void A_request_costs_what_was_computed_by_hand(string id, string scope, string tier, string usage, long pico)
    {
        var cost = Pricing.Of(Usage(usage), Book.At(id, scope, Day("2026-11-23")), tier);
        Assert.Equal(pico, cost.Amount?.Value);
    }

    [Theory]
    // Azure's retail feed: gpt-5.4-mini input in a data zone 0.825, from 2026-06-01 on 0.90; output 5.4. 10 000 in, 1000 out.
    [InlineData("azure/gpt-5.4-mini", "data-zone-us", "2026-05-31", "text-in 10000, text-out 1000", 13_650_000_000)]
    [InlineData("azure/gpt-5.4-mini", "data-zone-us", "2026-06-01", "text-in 10000, text-out 1000", 14_400_000_000)]
    // Google's page: Gemini 3.8 Flash 0.75 / 3.75 until 2026-12-31, then 1.50 / 7.50. 1000 in, 100 out.
    [InlineData("gemini/gemini-3.8-flash", "global", "2026-12-31", "text-in 1000, text-out 100", 1_125_000_000)]
    [InlineData("gemini/gemini-3.8-flash", "global", "2027-01-01", "text-in 1000, text-out 100", 2_250_000_000)]
    public void A_price_changes_on_its_day(string id, string scope, string day, string usage, long pico)
    {
        var cost = Pricing.Of(Usage(usage), Book.At(id, scope, Day(day)), null);
        Assert.Equal(pico, cost.Amount?.Value);
    }

    [Theory]
    [InlineData("azure/gpt-4.1", "data-zone-eu", "default", "text-in 1")] // priced for data-zone-us alone
    [InlineData("azure/gpt-5.5", "swedencentral", "default", "text-in 1")] // no source names regional deployments
    [InlineData("azure/gpt-5.5", "data-zone-eu", "priority", "text-in 1")] // not sold in data zones
    [InlineData("anthropic/claude-opus-5", "eu", "default", "text-in 1")] // inference_geo knows the US alone
    [InlineData("vertex/gpt-6.1-sol", "global", "default", "text-in 1")] // a private offer has no list price
    [InlineData("bedrock/openai.gpt-5.5", "us", "default", "text-in 272001")] // above the step no rate is named
    [InlineData("gemini/gemini-3.8-flash", "global", "default", "text-in-cached 1")] // no cached rate was quoted
    [InlineData("openai/gpt-made-up", "global", "default", "text-in 1")]
    public void Trap5_What_no_source_prices_is_unknown_and_no_neighbour_s(
        string id,
        string scope,
        string tier,
        string usage
    )
    {
        var cost = Pricing.Of(Usage(usage), Book.At(id, scope, Day("2026-11-23")), tier);
        Assert.Null(cost.Amount);
        Assert.NotNull(cost.Unknown);
    }

    private static UsageVector Usage(string text)
    {
        var usage = default(UsageVector);
        foreach (var part in text.Split(", "))
        {
            var words = part.Split(' ');
            Assert.True(Meters.TryParse(words[0], out var meter));
            usage = usage.With(meter, long.Parse(words[1], CultureInfo.InvariantCulture));
        }
        return usage;
    }

    private static DateTimeOffset Day(string day) =>
        DateTimeOffset.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
