using System.Globalization;
using System.Text.Json;
using Prenup.Core.Prices;
using Prenup.Core.Usage;

namespace Prenup.Prices.Importing;

/// <summary>pydantic/genai-prices: an array of providers with models; USD per million tokens, a rate being a number or a base with steps.</summary>
internal static class GenAiPricesCatalogue
{
    private const string WriteField = "cache_write_mtok";

    private static readonly (string Field, Meter Meter)[] Fields =
    [
        ("input_mtok", Meter.TextIn),
        ("cache_read_mtok", Meter.TextInCached),
        (WriteField, Meter.TextInWrite),
        ("input_audio_mtok", Meter.AudioIn),
        ("output_mtok", Meter.TextOut),
        ("output_audio_mtok", Meter.AudioOut),
    ];

    /// <summary>Reads the catalogue as it holds from a day on: the version in force then, and every later one.</summary>
    public static CatalogueImport Read(JsonElement root, string? cloud, DateOnly from, string source)
    {
        var rows = new CatalogueRows(source, cloud);
        foreach (JsonElement? provider in ((JsonElement?)root).Elements())
        {
            var name = provider.At("id").Text() ?? "";
            foreach (JsonElement? model in provider.At("models").Elements())
            {
                ReadModel(name, model, from, rows);
            }
        }
        return rows.ToImport();
    }

    private static void ReadModel(string provider, JsonElement? model, DateOnly from, CatalogueRows rows)
    {
        var name = model.At("id").Text() ?? "";
        var row = $"{provider}/{name}";
        var (id, scope) = Offer(provider, name);
        var versions = Versions(model.At("prices"))
            .Select(version => (version.From, Rates: Rates(id, version.Prices), version.Prices))
            .ToList();
        if (versions.TrueForAll(static version => version.Rates.IsEmpty))
        {
            rows.Skip(row, id, "no rate per token");
        }
        else if (versions.Exists(static version => version.From is null))
        {
            rows.LeaveOut(row, id, "its price depends on the time of day");
        }
        else if (versions.Exists(static version => version.Prices.At("requests_kcount") is not null))
        {
            rows.LeaveOut(row, id, "each request costs beside its tokens");
        }
        else
        {
            var inForce = versions.Where(version => version.From <= from).MaxBy(static version => version.From);
            var later = versions.Where(version => version.From > from);
            rows.Add(
                [row],
                id,
                later
                    .Append(inForce with { From = from })
                    .Where(static version => version.Rates is { IsEmpty: false })
                    .Select(version => (scope, version.From!.Value, version.Rates))
            );
        }
    }

    private static (string Id, string Scope) Offer(string provider, string model)
    {
        if (provider == "aws")
        {
            var (id, scope) = BedrockId.Parse(model);
            return ($"bedrock/{id}", scope);
        }
        return ($"{(provider == "google" ? "gemini" : provider)}/{model}", Price.GlobalScope);
    }

    // Without a date a version holds from the beginning; null is a condition other than a date.
    private static IEnumerable<(DateOnly? From, JsonElement? Prices)> Versions(JsonElement? prices)
    {
        if (prices is not { ValueKind: JsonValueKind.Array })
        {
            return [(DateOnly.MinValue, prices)];
        }
        return prices
            .Elements()
            .Select(static version => (JsonElement?)version)
            .Select(static version =>
                (version.At("constraint") is null ? DateOnly.MinValue : StartDate(version), version.At("prices"))
            );
    }

    private static DateOnly? StartDate(JsonElement? version) =>
        DateOnly.TryParseExact(
            version.At("constraint", "start_date").Text(),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var date
        )
            ? date
            : null;

    private static RateTable Rates(string id, JsonElement? prices)
    {
        var bands = Fields
            .SelectMany(field => Steps(prices.At(field.Field)))
            .Select(static step => step.Above)
            .Prepend(0)
            .Distinct();
        var table = new RateTable();
        foreach (var above in bands)
        {
            foreach (var (field, meter) in Fields)
            {
                // A rate without steps is the same in every band.
                var listed = Steps(prices.At(field)).Where(step => step.Above <= above).ToList();
                var rate =
                    listed.Count > 0 ? listed.MaxBy(static step => step.Above).Rate : (Base(prices.At(field)) ?? 0);
                if (field == WriteField)
                {
                    table.SetWrite(id, Pricing.DefaultTier, above, rate);
                }
                else
                {
                    table.Set(Pricing.DefaultTier, above, meter, rate);
                }
            }
        }
        return table;
    }

    private static decimal? Base(JsonElement? rate) => rate.Number() ?? rate.At("base").Number();

    private static IEnumerable<(long Above, decimal Rate)> Steps(JsonElement? rate) =>
        rate.At("tiers")
            .Elements()
            .Select(static step => (JsonElement?)step)
            .Select(static step => ((long)(step.At("start").Number() ?? 0), step.At("price").Number() ?? 0));
}
