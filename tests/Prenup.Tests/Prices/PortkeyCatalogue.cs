using System.Text.Json;
using Prenup.Core.Usage;

namespace Prenup.Tests.Prices;

/// <summary>Portkey-AI/models: US cents per token, printed from binary floating point; modes and bands in <c>custom_pricing</c>.</summary>
internal static class PortkeyCatalogue
{
    private static readonly (string Field, Meter Meter)[] Fields =
    [
        ("request_token", Meter.TextIn),
        ("cache_read_input_token", Meter.TextInCached),
        ("cache_write_input_token", Meter.TextInWrite),
        ("response_token", Meter.TextOut),
    ];

    public static IEnumerable<CatalogueRate> Read(string cloud, string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.Find(file)));
        foreach (var model in document.RootElement.EnumerateObject())
        {
            var price = $"{cloud}/{model.Name}";
            var rates = new Dictionary<RatePlace, CatalogueRate>();
            var simple = Inner(model.Value, "pricing_config");
            var detailed = Inner(model.Value, "custom_pricing", "regions", "default", "execution_modes");
            Add(rates, price, "default", 0, Inner(simple, "pay_as_you_go"));
            Add(rates, price, "batch", 0, Inner(simple, "batch_config"));
            foreach (var mode in Properties(detailed)) // the detailed figures stand over the simple ones, which are rounded
            {
                var tier = mode.Name == "standard" ? "default" : mode.Name;
                Add(rates, price, tier, 0, Inner(mode.Value, "pricing_config", "pay_as_you_go"));
                foreach (var band in Properties(Inner(mode.Value, "context_tiers")))
                {
                    var above = band.Name == "gt-272k" ? 272_000 : 0;
                    Add(rates, price, tier, above, Inner(band.Value, "pricing_config", "pay_as_you_go"));
                }
            }
            foreach (var rate in rates.Values)
            {
                yield return rate;
            }
        }
    }

    private static void Add(
        Dictionary<RatePlace, CatalogueRate> rates,
        string price,
        string tier,
        long above,
        JsonElement? config
    )
    {
        foreach (var (field, meter) in Fields)
        {
            if (Inner(config, field, "price") is { } cents && cents.GetDecimal() != 0) // 0 stands for "not listed"
            {
                var place = new RatePlace(price, tier, above, meter);
                rates[place] = new CatalogueRate("portkey", place, decimal.Round(cents.GetDecimal() * 10_000, 9));
            }
        }
    }

    private static JsonElement? Inner(JsonElement? element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            element =
                element is { ValueKind: JsonValueKind.Object } here && here.TryGetProperty(name, out var next)
                    ? next
                    : null;
        }
        return element;
    }

    private static IEnumerable<JsonProperty> Properties(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Object } here ? here.EnumerateObject() : [];
}
