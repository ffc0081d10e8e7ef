using System.Globalization;
using System.Text.Json;
using Prenup.Core.Asking;
using Prenup.Core.Offers;
using Prenup.Gateway;

namespace Prenup.Explaining;

/// <summary>An explanation as JSON, as <c>POST /admin/explain</c> answers and <c>prenup explain --json</c> prints.</summary>
internal static class ExplanationJson
{
    /// <summary>Writes the members of one object.</summary>
    public static void Write(Utf8JsonWriter json, Explanation explanation)
    {
        json.WriteString("key", explanation.Key);
        json.WriteString("api", explanation.Dialect.Name());
        json.WriteString("model", explanation.Model);
        json.WriteString("at", explanation.At);
        json.WriteString("draw", explanation.Draw.ToString(CultureInfo.InvariantCulture));
        if (explanation.Fault is { } fault)
        {
            json.WriteStartObject("refused");
            json.WriteNumber("status", fault.Status);
            json.WriteString("code", fault.Code);
            json.WriteString("message", fault.Message);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("refused");
        }
        json.WriteStartArray("offers");
        foreach (var considered in explanation.Offers)
        {
            Write(json, considered, explanation);
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Considered considered, Explanation explanation)
    {
        var offer = considered.Offer;
        json.WriteStartObject();
        json.WriteString("offer", offer.Name);
        json.WriteString("account", offer.Account.Name);
        json.WriteString("cloud", offer.Account.Cloud.Name());
        json.WriteString("model", offer.Model);
        json.WriteString("scope", offer.Scope);
        json.WriteString("price", offer.PriceId);
        if (considered.Place > 0)
        {
            json.WriteNumber("place", considered.Place);
        }
        else
        {
            json.WriteNull("place");
        }
        json.WriteString("reason", Reason(considered, explanation));
        json.WriteEndObject();
    }

    private static string Reason(Considered considered, Explanation explanation) =>
        considered.Struck switch
        {
            Struck.Not when considered.Place == 1 => "asked first",
            Struck.Not => $"asked where {(considered.Place == 2 ? "the first fails" : "those before it fail")}",
            Struck.Dialect =>
                $"speaks {string.Join(", ", considered.Offer.Apis.Select(static api => api.Name()).Order())}, not {explanation.Dialect.Name()}",
            Struck.Tool => "its host runs no hosted tools",
            Struck.Pin => "state that the request refers to is elsewhere",
            Struck.Residency =>
                $"{considered.Offer.Scope} is outside the residency of the key, its project, team or organisation",
            Struck.Override => "left out by the request's own headers",
            Struck.PriceUnknown => $"no price '{considered.Offer.PriceId}' is in force",
            Struck.Unbounded => "no price is in force and no prices.ceiling-usd is set: a budget cannot reserve it",
            Struck.TooDear => "could cost more than the request allows",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"rests until {considered.Cooldown!.Until:HH:mm:ss}Z: {considered.Cooldown.Reason}"
            ),
        };
}
