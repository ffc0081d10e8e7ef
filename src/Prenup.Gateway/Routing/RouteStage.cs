using Prenup.Core.Asking;
using Prenup.Core.Faults;
using Prenup.Core.Health;
using Prenup.Core.Offers;
using Prenup.Core.Prices;

namespace Prenup.Gateway.Routing;

/// <summary>Stage 5: (facts, draw, instant) → an ordered plan. Pure: no await, no lock, no clock, no dice of its own.</summary>
public static class RouteStage
{
    /// <summary>Orders the offers that can serve the exchange, or says why none can.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="draw">The random draw; the same draw gives the same plan.</param>
    /// <param name="now">The instant.</param>
    public static Result<Plan> Run(in RoutingFacts facts, ulong draw, DateTimeOffset now)
    {
        var offers = facts.Model.Offers;
        var able = new List<Offer>(offers.Count);
        var furthest = Struck.Not;
        foreach (var offer in offers)
        {
            var struck = Judge(offer, facts, now);
            if (struck == Struck.Not)
            {
                able.Add(offer);
            }
            else if (struck > furthest)
            {
                furthest = struck;
            }
        }
        if (able.Count == 0)
        {
            return Refusal(furthest, facts, now);
        }
        Order(able, facts, draw);
        return new Plan(able);
    }

    /// <summary>The same decision, with what became of each offer: those asked in their order, then the others as written.</summary>
    public static IReadOnlyList<Considered> Explain(in RoutingFacts facts, ulong draw, DateTimeOffset now)
    {
        IReadOnlyList<Offer> plan = Run(facts, draw, now) is { Refused: false } made ? made.Value.Offers : [];
        var considered = new List<Considered>();
        foreach (var offer in plan.Concat(facts.Model.Offers.Except(plan)))
        {
            var struck = Judge(offer, facts, now);
            var place = struck == Struck.Not ? considered.Count + 1 : 0;
            considered.Add(new Considered(offer, struck, facts.Health.At(offer, now), place));
        }
        return considered;
    }

    private static Struck Judge(Offer offer, in RoutingFacts facts, DateTimeOffset now)
    {
        if (!offer.Apis.Contains(facts.Dialect))
        {
            return Struck.Dialect;
        }
        if (facts.HostedTool is not null && !offer.HostsTools)
        {
            return Struck.Tool;
        }
        if (!facts.Pin.Allows(offer))
        {
            return Struck.Pin;
        }
        if (facts.Lineage.Forbids(offer.Scope) is not null)
        {
            return Struck.Residency;
        }
        if (facts.Overrides?.Allows(offer) == false)
        {
            return Struck.Override;
        }
        if (facts.Operation == Operation.Generate && JudgeCost(offer, facts, now) is var cost and not Struck.Not)
        {
            return cost;
        }
        return facts.Health.AnyCooling && facts.Health.At(offer, now) is not null ? Struck.Cooling : Struck.Not;
    }

    private static Struck JudgeCost(Offer offer, in RoutingFacts facts, DateTimeOffset now)
    {
        var price = facts.Prices.At(offer.PriceId, offer.Scope, now);
        if (facts.Overrides?.CostCapUsd is { } cap)
        {
            // What has no price can keep no cap.
            return price is null ? Struck.PriceUnknown
                : CostBound.OutputTokens(price, cap, facts.InputTokensAtMost, facts.Answers) == 0 ? Struck.TooDear
                : Struck.Not;
        }
        return price is not null ? Struck.Not
            : facts.UnknownPrice == UnknownPrice.Refuse ? Struck.PriceUnknown
            : facts.UnknownBounded || !facts.Lineage.HasBudget ? Struck.Not
            : Struck.Unbounded;
    }

    private static void Order(List<Offer> able, in RoutingFacts facts, ulong draw)
    {
        if (facts.Model.Route == RouteKind.Weighted && able.Count > 1)
        {
            WeightedOrder.Sort(able, draw);
        }
    }

    // Which reason is told: that of the offers which came closest to being asked.
    private static Fault Refusal(Struck furthest, in RoutingFacts facts, DateTimeOffset now)
    {
        var model = facts.Model;
        return furthest switch
        {
            Struck.Dialect => RouteRefusals.DialectUnspoken(model.Name, facts.Dialect, model.Offers),
            Struck.Tool => RouteRefusals.ToolUnhosted(facts.HostedTool!, facts.Dialect, model.Offers),
            Struck.Pin => RouteRefusals.PinGone(facts.Pin),
            Struck.Override => RouteRefusals.OverridesLeaveNone(model.Name, facts.Overrides!, model.Offers),
            Struck.Residency => RouteRefusals.NotResident(model, facts.Lineage),
            Struck.PriceUnknown or Struck.Unbounded => Unpriced(furthest, facts, now),
            Struck.TooDear => RouteRefusals.TooDear(model.Name, facts.Overrides!.CostCapUsd!.Value),
            _ => AllCooling(facts, now),
        };
    }

    private static Fault Unpriced(Struck struck, in RoutingFacts facts, DateTimeOffset now)
    {
        foreach (var offer in facts.Model.Offers)
        {
            if (Judge(offer, facts, now) == struck)
            {
                return RouteRefusals.PriceUnknown(offer, struck);
            }
        }
        throw new InvalidOperationException("no offer was struck for its price");
    }

    private static Fault AllCooling(in RoutingFacts facts, DateTimeOffset now)
    {
        var cooling = new List<(Offer Offer, Cooldown Cooldown)>();
        foreach (var offer in facts.Model.Offers)
        {
            if (Judge(offer, facts, now) == Struck.Cooling)
            {
                cooling.Add((offer, facts.Health.At(offer, now)!));
            }
        }
        return RouteRefusals.AllCooling(
            facts.Model.Name,
            cooling.Min(static pair => pair.Cooldown.Until) - now,
            cooling.TrueForAll(static pair => pair.Cooldown.Rate),
            string.Join("; ", cooling.Select(static pair => $"'{pair.Offer.Name}' ({pair.Cooldown.Reason})"))
        );
    }
}
