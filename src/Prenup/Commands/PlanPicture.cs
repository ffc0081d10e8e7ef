using System.Globalization;
using System.Text.Json;
using Prenup.Core.Asking;
using Prenup.Core.Offers;

namespace Prenup.Commands;

/// <summary>What a configuration comes to: each model with its offers, in the order in which they are tried.</summary>
internal static class PlanPicture
{
    /// <summary>For people: a line for each model, and one below for each offer.</summary>
    public static void Write(Catalogue catalogue, TextWriter output)
    {
        foreach (var model in InOrder(catalogue))
        {
            var within = model.Attempts.Within.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            output.WriteLine(
                $"{model.Name}: {Route(model)}, at most {model.Attempts.Count} attempts within {within} s"
            );
            foreach (var (offer, place) in model.Offers.Select(static (offer, index) => (offer, index + 1)))
            {
                var order = model.Route == RouteKind.Ordered ? $"{place}." : Weight(offer);
                var contract = offer.Contract is { } name ? $", contract {name}" : "";
                output.WriteLine(
                    $"  {order} {offer.Name}: {offer.Model} at {offer.Account.Name} ({offer.Account.Cloud.Name()}), price {offer.PriceId}, scope {offer.Scope}{contract}"
                );
            }
        }
    }

    /// <summary>For scripts: an array of models.</summary>
    public static void Write(Catalogue catalogue, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var model in InOrder(catalogue))
        {
            json.WriteStartObject();
            json.WriteString("name", model.Name);
            json.WriteString("route", Route(model));
            json.WriteNumber("attempts", model.Attempts.Count);
            json.WriteNumber("withinSeconds", model.Attempts.Within.TotalSeconds);
            json.WriteStartArray("offers");
            foreach (var offer in model.Offers)
            {
                Write(offer, json);
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Offer offer, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", offer.Name);
        json.WriteString("account", offer.Account.Name);
        json.WriteString("cloud", offer.Account.Cloud.Name());
        json.WriteString("model", offer.Model);
        json.WriteString("price", offer.PriceId);
        json.WriteString("scope", offer.Scope);
        json.WriteNumber("weight", offer.Weight);
        json.WriteString("contract", offer.Contract);
        json.WriteStartArray("apis");
        foreach (var dialect in offer.Apis.Order())
        {
            json.WriteStringValue(dialect.Name());
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static IEnumerable<Model> InOrder(Catalogue catalogue) =>
        catalogue.Models.Values.OrderBy(static model => model.Name, StringComparer.Ordinal);

    private static string Route(Model model) => model.Route == RouteKind.Ordered ? "ordered" : "weighted";

    private static string Weight(Offer offer) => $"×{offer.Weight.ToString(CultureInfo.InvariantCulture)}";
}
