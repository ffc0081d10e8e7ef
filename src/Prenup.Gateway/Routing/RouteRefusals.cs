using Prenup.Core.Asking;
using Prenup.Core.Faults;
using Prenup.Core.Keys;
using Prenup.Core.Offers;

namespace Prenup.Gateway.Routing;

/// <summary>Why no offer of a model is asked: one place that owns status, code and words.</summary>
internal static class RouteRefusals
{
    /// <summary>The client's own headers leave no offer.</summary>
    public static Fault OverridesLeaveNone(string model, Overrides overrides, IEnumerable<Offer> offers) =>
        Refusals.Client(
            FaultKind.Invalid,
            400,
            "no_offer_left",
            (
                overrides.Offer is { } offer
                    ? $"Prenup: model '{model}' has no offer '{offer}' that could answer this"
                    : $"Prenup: every offer of model '{model}' that could answer this is excluded by '{Overrides.ExcludeHeader}'"
            ) + $"; its offers: {string.Join(", ", offers.Select(static offer => $"'{offer.Name}'"))}."
        );

    /// <summary>Every offer could cost more than the client allows.</summary>
    public static Fault TooDear(string model, decimal capUsd) =>
        Refusals.Client(
            FaultKind.Invalid,
            400,
            "cost_cap_too_low",
            $"Prenup: whichever offer of model '{model}' answers, this request could cost more than {capUsd} USD ('{Overrides.CostCapHeader}') before its first output token."
        );

    /// <summary>No offer of the model speaks the dialect.</summary>
    public static Fault DialectUnspoken(string model, Dialect dialect, IEnumerable<Offer> offers) =>
        Refusals.Client(
            FaultKind.Unsupported,
            400,
            "unsupported_api",
            $"Prenup: no offer of model '{model}' speaks {dialect.Name()}: "
                + string.Join(
                    "; ",
                    offers.Select(static offer =>
                        $"'{offer.Name}' speaks {string.Join(", ", offer.Apis.Select(static api => api.Name()))}"
                    )
                )
                + "."
        );

    /// <summary>No offer of the model runs a tool that the cloud itself would have to run.</summary>
    public static Fault ToolUnhosted(string tool, Dialect dialect, IEnumerable<Offer> offers) =>
        Refusals.Client(
            FaultKind.Unsupported,
            400,
            "unsupported_tool",
            $"Prenup: '{tool}' is run by the cloud, and in {dialect.Name()} none of these offers has it: "
                + $"{string.Join(", ", offers.Select(static offer => $"'{offer.Name}'"))}. Leave it out, or send a function."
        ) with
        {
            Param = "tools",
        };

    /// <summary>Nothing that can read the state is there any more.</summary>
    public static Fault PinGone(Pin pin) =>
        Refusals.Gateway(
            FaultKind.Unsupported,
            409,
            "state_unreachable",
            $"Prenup: the state that this request refers to is bound to {pin}, which this model does not offer in this dialect. Start a new conversation."
        );

    /// <summary>No offer of the model has a price in force.</summary>
    public static Fault PriceUnknown(Offer offer, Struck struck) =>
        Refusals.Gateway(
            FaultKind.Unsupported,
            400,
            "price_unknown",
            $"Prenup: offer '{offer.Name}' has no price in force ('{offer.PriceId}' for scope {offer.Scope} is not in the book), and "
                + (
                    struck == Struck.Unbounded
                        ? "no amount can be reserved for it in a budget: prices.ceiling-usd is not set."
                        : "prices.unknown is refuse."
                )
        );

    /// <summary>No offer of the model may serve, for where it is.</summary>
    public static Fault NotResident(Model model, in Lineage lineage)
    {
        var offers = new List<string>();
        foreach (var offer in model.Offers)
        {
            if (lineage.Forbids(offer.Scope) is { } scope)
            {
                var residency = lineage.Bounds(scope.Kind).Residency;
                offers.Add($"'{offer.Name}' is served from {offer.Scope}, and {scope} from {residency} alone");
            }
        }
        return Refusals.Client(
            FaultKind.Unsupported,
            403,
            "residency_not_permitted",
            $"Prenup: no offer of model '{model.Name}' that could answer this is where it may be served: {string.Join("; ", offers)}."
        );
    }

    /// <summary>Every offer is cooling.</summary>
    public static Fault AllCooling(string model, TimeSpan wait, bool rate, string reasons) =>
        new()
        {
            Kind = rate ? FaultKind.Rate : FaultKind.Capacity,
            Blame = Blame.Upstream,
            Status = rate ? 429 : 503,
            Code = rate ? "rate_limit_exceeded" : "all_offers_cooling",
            Message = $"Prenup: every offer of model '{model}' is resting: {reasons}.",
            RetryAfter = wait,
        };
}
