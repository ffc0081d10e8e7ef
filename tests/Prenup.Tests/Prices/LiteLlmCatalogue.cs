using System.Text.Json;
using Prenup.Core.Usage;

namespace Prenup.Tests.Prices;

/// <summary>BerriAI/litellm: USD per token; tier and band are part of a field's name.</summary>
internal static class LiteLlmCatalogue
{
    private static readonly (string Field, Meter Meter)[] Fields =
    [
        ("input_cost_per_token", Meter.TextIn),
        ("cache_read_input_token_cost", Meter.TextInCached),
        ("output_cost_per_token", Meter.TextOut),
    ];

    private static readonly (string Suffix, string Tier, long Above)[] Suffixes =
    [
        ("", "default", 0),
        ("_above_272k_tokens", "default", 272_000),
        ("_flex", "flex", 0),
        ("_batches", "batch", 0),
        ("_priority", "priority", 0),
        ("_above_272k_tokens_priority", "priority", 272_000),
    ];

    public static IEnumerable<CatalogueRate> Read()
    {
        using var document = JsonDocument.Parse(
            File.ReadAllBytes(SharedFolder.Find("prices/litellm-model-prices.json"))
        );
        foreach (var model in document.RootElement.EnumerateObject())
        {
            var price = model.Name.StartsWith("azure/", StringComparison.Ordinal) ? model.Name : "openai/" + model.Name;
            foreach (var (field, meter) in Fields)
            {
                foreach (var (suffix, tier, above) in Suffixes)
                {
                    if (model.Value.TryGetProperty(field + suffix, out var rate) && rate.GetDecimal() != 0)
                    {
                        yield return new CatalogueRate(
                            "litellm",
                            new RatePlace(price, tier, above, meter),
                            rate.GetDecimal() * 1_000_000
                        );
                    }
                }
            }
        }
    }
}
