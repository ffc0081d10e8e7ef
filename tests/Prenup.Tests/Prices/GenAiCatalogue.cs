using System.Text.Json;
using Prenup.Core.Usage;

namespace Prenup.Tests.Prices;

/// <summary>pydantic/genai-prices: USD per million tokens; a rate is a number, or a base and steps.</summary>
internal static class GenAiCatalogue
{
    private static readonly (string Field, Meter Meter)[] Fields =
    [
        ("input_mtok", Meter.TextIn),
        ("cache_read_mtok", Meter.TextInCached),
        ("cache_write_mtok", Meter.TextInWrite),
        ("output_mtok", Meter.TextOut),
    ];

    public static IEnumerable<CatalogueRate> Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.Find("prices/genai-prices.json")));
        foreach (var provider in document.RootElement.EnumerateArray())
        {
            var cloud = provider.GetProperty("id").GetString()!;
            if (cloud is not ("openai" or "azure"))
            {
                continue;
            }
            foreach (var model in provider.GetProperty("models").EnumerateArray())
            {
                var prices = model.GetProperty("prices");
                var latest =
                    prices.ValueKind == JsonValueKind.Array
                        ? prices[prices.GetArrayLength() - 1].GetProperty("prices")
                        : prices;
                foreach (var rate in Rates($"{cloud}/{model.GetProperty("id").GetString()}", latest))
                {
                    yield return rate;
                }
            }
        }
    }

    private static IEnumerable<CatalogueRate> Rates(string price, JsonElement prices)
    {
        foreach (var (field, meter) in Fields)
        {
            if (!prices.TryGetProperty(field, out var rate))
            {
                continue;
            }
            if (rate.ValueKind == JsonValueKind.Number)
            {
                yield return Rate(price, 0, meter, rate);
                continue;
            }
            yield return Rate(price, 0, meter, rate.GetProperty("base"));
            foreach (var step in rate.GetProperty("tiers").EnumerateArray())
            {
                yield return Rate(price, step.GetProperty("start").GetInt64(), meter, step.GetProperty("price"));
            }
        }
    }

    private static CatalogueRate Rate(string price, long above, Meter meter, JsonElement rate) =>
        new("genai-prices", new RatePlace(price, "default", above, meter), rate.GetDecimal());
}
