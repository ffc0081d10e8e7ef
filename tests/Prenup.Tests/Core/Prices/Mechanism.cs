using System.Text;
using System.Text.Json;
using Prenup.Core.Prices;
using Prenup.Core.Usage;
using Prenup.Dialects.Usage;
using Xunit;

namespace Prenup.Tests.Core.Prices;

/// <summary>What the cases of billing mechanisms share: usage as clouds write it, rates as entries write them.</summary>
internal static class Mechanism
{
    public static DateTimeOffset Day { get; } = new(2026, 7, 30, 0, 0, 0, TimeSpan.Zero);

    public static void Costs(string usd, string vector, UsageVector usage, string rates)
    {
        Assert.Equal(vector, usage.ToString());
        Assert.Equal(usd, Amount(usage, rates));
    }

    public static string? Amount(UsageVector usage, string rates) =>
        Pricing.Of(usage, new Price("p", Day, "test", [Row("default", 0, rates)]), null).Amount?.ToString();

    public static string? Banded(bool beyond, UsageVector usage) =>
        Pricing.Of(usage, Bands(beyond), null).Amount?.ToString();

    public static Price Bands(bool beyond) =>
        new(
            "p",
            Day,
            "test",
            [
                Row("default", 0, "text-in=5 text-in-cached=0.5 text-out=30"),
                Row("default", 272_000, "text-in=10 text-in-cached=1 text-out=45") with
                {
                    Beyond = beyond,
                },
            ]
        );

    // The rates as an entry's terms write them.
    public static PriceRow Row(string tier, long above, string rates) =>
        TermsText.Parse($"p 2026-07-30T00:00:00.0000000Z {tier} {above} >{above} {rates}").Bands[0];

    public static UsageVector With(Meter meter, long count) => default(UsageVector).With(meter, count);

    public static UsageVector OpenAi(string json)
    {
        var reader = At(json);
        Assert.True(UsageReader.TryRead(ref reader, out var usage));
        Assert.Null(usage.Doubt);
        return usage.Vector;
    }

    public static UsageVector Anthropic(params string[] snapshots)
    {
        var usage = default(AnthropicUsage);
        foreach (var json in snapshots)
        {
            var reader = At(json);
            usage.Read(ref reader);
        }
        Assert.Null(usage.ToReading().Doubt);
        return usage.ToReading().Vector;
    }

    public static UsageVector Converse(string json)
    {
        var reader = At(json);
        var usage = ConverseUsage.Read(ref reader);
        Assert.Null(usage.Doubt);
        return usage.Vector;
    }

    public static UsageVector Gemini(string json)
    {
        var reader = At(json);
        var usage = GeminiUsage.Read(ref reader);
        Assert.Null(usage.Doubt);
        return usage.Vector;
    }

    public static Utf8JsonReader At(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        return reader;
    }
}
