using System.Globalization;
using System.Text.Json;
using Prenup.Core.Prices;
using Prenup.Core.Usage;

namespace Prenup.Prices.Importing;

/// <summary>The rates of one row of a Portkey file: US cents per token; modes and context bands in <c>custom_pricing</c>.</summary>
/// <param name="id">The price's id.</param>
/// <param name="model">The row.</param>
/// <param name="above">Above how many input tokens the row holds.</param>
internal sealed class PortkeyRates(string id, JsonElement? model, long above)
{
    private const decimal UsdPerMillion = 10_000; // a cent per token is 10 000 USD per million tokens
    private const string WriteField = "cache_write_input_token";

    private static readonly (string[] Path, Meter Meter)[] Fields =
    [
        (["request_token"], Meter.TextIn),
        (["request_text_token"], Meter.TextIn),
        (["cache_read_input_token"], Meter.TextInCached),
        (["cache_read_text_input_token"], Meter.TextInCached),
        ([WriteField], Meter.TextInWrite),
        (["additional_units", "cache_write_1h"], Meter.TextInWrite1h),
        (["additional_units", "web_search"], Meter.WebSearches),
        (["additional_units", "file_search"], Meter.FileSearches),
        (["request_audio_token"], Meter.AudioIn),
        (["request_image_token"], Meter.ImageIn),
        (["response_token"], Meter.TextOut),
        (["response_audio_token"], Meter.AudioOut),
        (["response_image_token"], Meter.ImageOut),
    ];

    private readonly ILookup<string?, string> _edges = model
        .At("custom_pricing", "context_tier_map")
        .Properties()
        .ToLookup(static band => ((JsonElement?)band.Value).Text(), static band => band.Name);

    /// <summary>The regions, each a list of names or "default".</summary>
    public IEnumerable<JsonProperty> Regions => model.At("custom_pricing", "regions").Properties();

    /// <summary>What holds outside the regions listed. The detailed figures stand over the simple ones, where both are there.</summary>
    public void ReadDefault(RateTable table)
    {
        Read(model.At("pricing_config", "pay_as_you_go"), Pricing.DefaultTier, above, table);
        Read(model.At("pricing_config", "batch_config"), "batch", above, table);
        ReadRegion(model.At("custom_pricing", "regions", "default"), table);
    }

    /// <summary>What holds in one region.</summary>
    public void ReadRegion(JsonElement? region, RateTable table)
    {
        foreach (var mode in region.At("execution_modes").Properties())
        {
            var tier = mode.Name == "standard" ? Pricing.DefaultTier : mode.Name;
            Read(((JsonElement?)mode.Value).At("pricing_config", "pay_as_you_go"), tier, above, table);
            foreach (var band in ((JsonElement?)mode.Value).At("context_tiers").Properties())
            {
                var config = ((JsonElement?)band.Value).At("pricing_config", "pay_as_you_go");
                foreach (var edge in _edges[band.Name])
                {
                    if (long.TryParse(edge, NumberStyles.None, CultureInfo.InvariantCulture, out var tokens))
                    {
                        Read(config, tier, tokens, table);
                    }
                }
            }
        }
    }

    private void Read(JsonElement? config, string tier, long band, RateTable table)
    {
        foreach (var (path, meter) in Fields)
        {
            var rate = (config.At(path).At("price").Number() ?? 0) * UsdPerMillion;
            if (path is [WriteField])
            {
                table.SetWrite(id, tier, band, rate);
            }
            else
            {
                table.Set(tier, band, meter, rate);
            }
        }
    }
}
