using System.Text.Json;
using Prenup.Core.Usage;

namespace Prenup.Prices.Importing;

/// <summary>BerriAI/litellm: one object of models; USD per token, tier, context band and cache life being part of a field's name.</summary>
internal static class LiteLlmCatalogue
{
    private const decimal Million = 1_000_000;

    /// <summary>Reads the catalogue; it is of no date, so its prices hold from the day given.</summary>
    public static CatalogueImport Read(JsonElement root, string? cloud, DateOnly from, string source)
    {
        var rows = new CatalogueRows(source, cloud);
        var models = ((JsonElement?)root)
            .Properties()
            .Select(static model => (model.Name, Model: (JsonElement?)model.Value))
            .Select(static row => (row.Name, row.Model, Offer: LiteLlmOffer.Of(row.Name, row.Model)))
            .OrderBy(static row => row.Offer.Rank);
        foreach (var (name, model, offer) in models)
        {
            var rates = Rates(offer.Id, model);
            if (rates.IsEmpty)
            {
                rows.Skip(name, offer.Id, "no rate per token");
            }
            else if (model.At("input_cost_per_request") is not null)
            {
                rows.LeaveOut(name, offer.Id, "each request costs beside its tokens");
            }
            else if (HasDearerThoughts(model))
            {
                rows.LeaveOut(name, offer.Id, "reasoning has a rate of its own");
            }
            else
            {
                rows.Add([name], offer.Id, offer.Scopes.Select(scope => (scope, from, rates)));
            }
        }
        return rows.ToImport();
    }

    private static RateTable Rates(string id, JsonElement? model)
    {
        var table = new RateTable();
        Read(id, model, 0, table);
        foreach (var step in Steps(model))
        {
            Read(id, step, (long)(step.At("range").Elements().Select(Lower).FirstOrDefault() ?? 0), table);
        }
        return table;
    }

    private static void Read(string id, JsonElement? model, long above, RateTable table)
    {
        foreach (var field in model.Properties())
        {
            if (((JsonElement?)field.Value).Number() is not { } usd || LiteLlmField.Of(field.Name) is not { } name)
            {
                continue;
            }
            var band = Math.Max(above, name.Above);
            if (name.Meter == Meter.TextInWrite)
            {
                table.SetWrite(id, name.Tier, band, usd * Million);
            }
            else
            {
                table.Set(name.Tier, band, name.Meter, usd * Million);
            }
        }
    }

    private static IEnumerable<JsonElement?> Steps(JsonElement? model) =>
        model.At("tiered_pricing").Elements().Select(static step => (JsonElement?)step);

    private static decimal? Lower(JsonElement bound) => ((JsonElement?)bound).Number();

    private static bool HasDearerThoughts(JsonElement? model) =>
        Steps(model)
            .Append(model)
            .Any(static at =>
                at.At("output_cost_per_reasoning_token").Number() is { } thoughts
                && thoughts != at.At("output_cost_per_token").Number()
            );
}
