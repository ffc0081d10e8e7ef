using System.Text.Json;
using Prenup.Core.Budgets;
using Prenup.Core.Offers;
using Prenup.Gateway.Tallying.Series;
using Prenup.Serving;

namespace Prenup.Seeing;

/// <summary>The state of a gateway as one JSON object, for <c>GET /admin/status</c>. No credential, no address of a client, no prompt.</summary>
public static class StatusReport
{
    /// <summary>Writes the state as it is now.</summary>
    public static void Write(GatewayState state, Utf8JsonWriter json)
    {
        var now = state.Clock.GetUtcNow();
        json.WriteStartObject();
        json.WriteString("version", GatewayState.Version);
        json.WriteString("now", now);
        json.WriteString("started", state.Started);
        json.WriteBoolean("ready", state.Readiness.WhyNot is null);
        json.WriteString("why-not-ready", state.Readiness.WhyNot);
        Configuration(state, json);
        InFlight(state, json);
        Ledger(state, json);
        Keys(state, json);
        Budgets(state, json);
        Accounts(state, json, now);
        Offers(state, json, now);
        json.WriteEndObject();
    }

    private static void Configuration(GatewayState state, Utf8JsonWriter json)
    {
        json.WriteStartObject("configuration");
        json.WriteString("in-force-since", state.Configured.Since);
        json.WriteNumber("models", state.Configured.Catalogue.Models.Count);
        if (state.Reload?.Status is { } reload)
        {
            json.WriteString("file", reload.File);
            json.WriteNumber("reloads", reload.Reloads);
            json.WriteNumber("refusals", reload.Refusals);
            json.WriteStartArray("refused");
            foreach (var reason in reload.Refused?.Reasons ?? [])
            {
                json.WriteStringValue(reason);
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void InFlight(GatewayState state, Utf8JsonWriter json)
    {
        var limits = state.Configured.Catalogue.Limits;
        json.WriteStartObject("in-flight");
        json.WriteNumber("exchanges", state.Room.Exchanges);
        json.WriteNumber("exchanges-limit", limits.Exchanges);
        json.WriteNumber("request-bytes", state.Room.Bytes);
        json.WriteNumber("request-bytes-limit", limits.InFlightBytes);
        json.WriteEndObject();
    }

    private static void Ledger(GatewayState state, Utf8JsonWriter json)
    {
        var lag = state.Ledger.ImportLag;
        json.WriteStartObject("ledger");
        json.WriteBoolean("accepting", state.Ledger.IsAccepting);
        json.WriteNumber("lag-bytes", lag.Bytes);
        json.WriteNumber("lag-seconds", Math.Round(lag.Age.TotalSeconds, digits: 3));
        json.WriteNumber("backlog", state.Ledger.Backlog);
        json.WriteNumber("dropped", state.Ledger.Dropped);
        json.WriteEndObject();
    }

    private static void Keys(GatewayState state, Utf8JsonWriter json)
    {
        json.WriteStartArray("keys-expiring");
        foreach (var key in KeyMetrics.Expiring(state))
        {
            json.WriteStartObject();
            json.WriteString("name", key.Name);
            json.WriteString("expires", key.Expires!.Value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Budgets(GatewayState state, Utf8JsonWriter json)
    {
        json.WriteStartArray("budgets");
        foreach (var budget in BudgetMetrics.All(state))
        {
            json.WriteStartObject();
            json.WriteString("scope", budget.Scope.KindName);
            json.WriteString("name", budget.Scope.Name);
            json.WriteString("limit-usd", budget.Budget is null ? null : budget.Limit.ToString());
            json.WriteString("spent-usd", budget.Budget is null ? null : budget.Spent.ToString());
            json.WriteString("reserved-usd", budget.Reserved.ToString());
            if (budget.Budget is { } written)
            {
                json.WriteString("per", written.Period.Unit.Name());
                json.WriteString("from", budget.Window.Begin);
                json.WriteString("until", budget.Window.End);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Accounts(GatewayState state, Utf8JsonWriter json, DateTimeOffset now)
    {
        json.WriteStartArray("accounts");
        foreach (var account in state.Offers.GroupBy(static pair => pair.Offer.Account.Name))
        {
            var first = account.First().Offer.Account;
            json.WriteStartObject();
            json.WriteString("name", first.Name);
            json.WriteString("cloud", first.Cloud.Name());
            json.WriteString("region", first.Region);
            json.WriteNumber("offers", account.Count());
            json.WriteNumber("cooling", account.Count(pair => state.Health.At(pair.Offer, now) is not null));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Offers(GatewayState state, Utf8JsonWriter json, DateTimeOffset now)
    {
        json.WriteStartArray("offers");
        foreach (var (model, offer) in state.Offers)
        {
            json.WriteStartObject();
            json.WriteString("name", offer.Name);
            json.WriteString("model", model.Name);
            json.WriteString("account", offer.Account.Name);
            json.WriteString("cloud", offer.Account.Cloud.Name());
            json.WriteString("cloud-model", offer.Model);
            json.WriteString("scope", offer.Scope);
            json.WriteString("price", offer.PriceId);
            json.WriteBoolean(
                "priced",
                state.Configured.Catalogue.Prices.At(offer.PriceId, offer.Scope, now) is not null
            );
            var cooldown = state.Health.At(offer, now);
            json.WriteString("health", cooldown is null ? "ready" : "cooling");
            if (cooldown is not null)
            {
                json.WriteString("cooling-until", cooldown.Until);
                json.WriteString("reason", cooldown.Reason);
            }
            Fault(state.Series.Offer(model.Name, offer.Name).Last, json);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Fault(LastFault? fault, Utf8JsonWriter json)
    {
        if (fault is null)
        {
            json.WriteNull("last-fault");
            return;
        }
        json.WriteStartObject("last-fault");
        json.WriteString("at", fault.At);
        json.WriteString("attempt", fault.Attempt.ToString());
        json.WriteString("kind", Labels.Kinds[(int)fault.Kind]);
        json.WriteString("blame", Labels.Blames[(int)fault.Blame + 1]);
        json.WriteString("code", fault.Code);
        json.WriteNumber("cloud-status", fault.Status);
        json.WriteEndObject();
    }
}
