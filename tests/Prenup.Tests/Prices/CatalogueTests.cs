using System.Text;
using Prenup.Core.Usage;
using Prenup.Prices.Importing;
using Xunit;

namespace Prenup.Tests.Prices;

/// <summary>What each catalogue's ways of writing mean, on rows made for it.</summary>
public sealed class CatalogueTests
{
    [Fact]
    public void Litellm_s_field_names_say_tier_band_and_cache_life_and_its_keys_the_scope()
    {
        var import = Read(
            CatalogueFormat.LiteLlm,
            """
            {
              "us.anthropic.claude-x": { "litellm_provider": "bedrock_converse", "input_cost_per_token": 3.3e-06,
                "input_cost_per_token_above_200k_tokens": 6.6e-06, "cache_creation_input_token_cost": 4.125e-06,
                "cache_creation_input_token_cost_above_1hr_above_200k_tokens": 1.32e-05, "input_cost_per_token_priority": 5e-6,
                "output_cost_per_token": 1.65e-05, "input_cost_per_token_batches": 1.65e-06, "output_cost_per_image": 0.1 },
              "bedrock/eu-west-1/anthropic.claude-x": { "litellm_provider": "bedrock", "input_cost_per_token": 4e-06 },
              "azure/eu/gpt-x": { "litellm_provider": "azure", "input_cost_per_token": 1e-06 },
              "text-embedding-x": { "litellm_provider": "openai", "input_cost_per_token": 2e-08, "output_cost_per_token": 0.0 }
            }
            """
        );
        Assert.Empty(import.LeftOut);
        var prices = import.Prices.ToDictionary(static price => price.Key);
        Assert.Equal(
            [
                "azure/gpt-x#data-zone-eu",
                "bedrock/anthropic.claude-x#eu-west-1",
                "bedrock/anthropic.claude-x#us",
                "openai/text-embedding-x",
            ],
            prices.Keys.Order(StringComparer.Ordinal)
        );
        var claude = prices["bedrock/anthropic.claude-x#us"];
        Assert.Equal(3.3m, claude.Row("default", 200_000)?[Meter.TextIn]);
        Assert.Equal(4.125m, claude.Row("default", 1)?[Meter.TextInWrite5m]);
        Assert.Equal(13.2m, claude.Row("default", 200_001)?[Meter.TextInWrite1h]);
        Assert.Equal(1.65m, claude.Row("batch", 1)?[Meter.TextIn]);
        Assert.Null(claude.Row("priority", 200_001)?[Meter.TextIn]); // Trap 5: not the band below
        Assert.Null(prices["openai/text-embedding-x"].Rows[0][Meter.TextOut]); // a 0 is no rate
    }

    [Fact]
    public void Genai_prices_steps_are_bands_and_its_dates_versions()
    {
        var import = Read(
            CatalogueFormat.GenAiPrices,
            """
            [ { "id": "google", "models": [
                { "id": "g", "prices": { "input_mtok": { "base": 2, "tiers": [ { "start": 200000, "price": 4 } ] }, "output_mtok": 12 } },
                { "id": "by-day", "prices": [ { "prices": { "input_mtok": 1 } },
                    { "constraint": { "start_date": "2026-06-01" }, "prices": { "input_mtok": 2 } },
                    { "constraint": { "start_date": "2027-01-01" }, "prices": { "input_mtok": 3 } } ] },
                { "id": "by-hour", "prices": [ { "prices": { "input_mtok": 1 } },
                    { "constraint": { "start_time": "00:30:00Z", "end_time": "16:30:00Z" }, "prices": { "input_mtok": 2 } } ] },
                { "id": "by-request", "prices": { "input_mtok": 1, "requests_kcount": 5 } },
                { "id": "free", "prices": {} } ] } ]
            """
        );
        var stepped = import.Prices.Single(static price => price.Id == "gemini/g");
        Assert.Equal((2m, 12m), (stepped.Row("default", 1)?[Meter.TextIn], stepped.Row("default", 1)?[Meter.TextOut]));
        Assert.Equal(
            (4m, 12m),
            (stepped.Row("default", 200_001)?[Meter.TextIn], stepped.Row("default", 200_001)?[Meter.TextOut])
        );
        var dated = import.Prices.Where(static price => price.Id == "gemini/by-day").OrderBy(static p => p.ValidFrom);
        Assert.Equal(
            [("2026-11-23", 2m), ("2027-01-01", 3m)],
            dated.Select(static price => ($"{price.ValidFrom:yyyy-MM-dd}", price.Rows[0][Meter.TextIn]!.Value))
        );
        Assert.Equal(
            ["google/by-hour True", "google/by-request True", "google/free False"],
            import.LeftOut.Select(static row => $"{row.Row} {row.PerToken}")
        );
        Assert.Equal((4, 2), (import.Rows, import.Imported));
    }

    [Fact]
    public void Portkey_s_cents_are_dollars_its_regions_scopes_and_its_halves_one_model()
    {
        var import = Read(
            CatalogueFormat.Portkey,
            """
            {
              "default": { "pricing_config": { "pay_as_you_go": { "request_token": { "price": 0 } } } },
              "m-lte-200k": { "pricing_config": { "pay_as_you_go": { "request_token": { "price": 0.0002 }, "response_token": { "price": 0.0012 } } } },
              "m-gt-200k": { "pricing_config": { "pay_as_you_go": { "request_token": { "price": 0.0004 }, "response_token": { "price": 0.0018 } } } },
              "n": { "pricing_config": { "pay_as_you_go": { "request_token": { "price": 0.00013749999999999998 } } },
                "custom_pricing": { "regions": { "eu-west-1,eu-west-2": { "execution_modes": { "flex": { "pricing_config":
                  { "pay_as_you_go": { "request_token": { "price": 0.0001 } } } } } } } } }
            }
            """,
            "vertex"
        );
        var halves = import.Prices.Single(static price => price.Id == "vertex/m");
        Assert.Equal(
            (2m, 4m),
            (halves.Row("default", 1)?[Meter.TextIn], halves.Row("default", 200_001)?[Meter.TextIn])
        );
        Assert.Equal(1.375m, import.Prices.Single(static price => price.Key == "vertex/n").Rows[0][Meter.TextIn]);
        Assert.Equal(
            ["vertex/n#eu-west-1", "vertex/n#eu-west-2"],
            import.Prices.Where(static price => price.Scope != "global").Select(static price => price.Key)
        );
        Assert.Equal(["flex"], import.Prices[^1].Rows.Select(static row => row.Tier));
        Assert.Equal(["default"], import.LeftOut.Select(static row => row.Row));
    }

    [Theory]
    [InlineData("-1e-06")]
    [InlineData("2")]
    public void Rates_that_can_be_no_price_are_left_out(string rate)
    {
        var import = Read(
            CatalogueFormat.LiteLlm,
            $$"""{ "m": { "litellm_provider": "openai", "input_cost_per_token": {{rate}} } }"""
        );
        Assert.Empty(import.Prices);
        Assert.Contains("no price", Assert.Single(import.LeftOut).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_rows_that_contradict_each_other_the_first_stands_and_the_other_is_told()
    {
        var import = Read(
            CatalogueFormat.LiteLlm,
            """
            { "a": { "litellm_provider": "openai", "input_cost_per_token": 1e-06 },
              "openai/a": { "litellm_provider": "openai", "input_cost_per_token": 2e-06 },
              "b": { "litellm_provider": "openai", "input_cost_per_token": 1e-06 },
              "openai/b": { "litellm_provider": "openai", "input_cost_per_token": 1e-06, "output_cost_per_token": 5e-06 } }
            """
        );
        Assert.Equal([1m, 1m], import.Prices.Select(static price => price.Rows[0][Meter.TextIn]!.Value));
        Assert.Equal(5, import.Prices[1].Rows[0][Meter.TextOut]);
        Assert.Equal("it contradicts 'a', which names the same offer", Assert.Single(import.LeftOut).Reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("prices:")]
    public void What_is_no_json_is_said(string text) =>
        Assert.Throws<InvalidDataException>(() => Read(CatalogueFormat.LiteLlm, text));

    [Theory]
    [InlineData(CatalogueFormat.LiteLlm)]
    [InlineData(CatalogueFormat.GenAiPrices)]
    [InlineData(CatalogueFormat.Portkey)]
    public void Json_of_another_shape_holds_no_prices(CatalogueFormat format)
    {
        foreach (var text in (string[])["1", "null", "[]", "{}", "[1]", """{"a":1}""", """[{"models":{"id":[]}}]"""])
        {
            Assert.Empty(Read(format, text, "openai").Prices);
        }
    }

    private static CatalogueImport Read(CatalogueFormat format, string json, string? cloud = null) =>
        Catalogues.Read(Encoding.UTF8.GetBytes(json), format, cloud, new DateOnly(2026, 11, 23), "made up");
}
