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
        var model = facts.Model;
        List<Offer>? able = null;
        foreach (var offer in model.Offers)
        {
            if (offer.Apis.Contains(facts.Dialect) && facts.Pin.Allows(offer))
            {
                (able ??= new List<Offer>(model.Offers.Count)).Add(offer);
            }
        }
        if (able is null)
        {
            return facts.Pin.IsSet
                ? Refusals.PinGone(facts.Pin)
                : Refusals.DialectUnspoken(model.Name, facts.Dialect, model.Offers);
        }
        var fault = Strike(able, facts, now);
        if (fault is not null)
        {
            return fault;
        }
        if (model.Route == RouteKind.Weighted && able.Count > 1)
        {
            WeightedOrder.Sort(able, draw);
        }
        return new Plan(able);
    }

    private static Fault? Strike(List<Offer> able, in RoutingFacts facts, DateTimeOffset now)
    {
        if (facts.Operation == Operation.Generate && facts.UnknownPrice == UnknownPrice.Refuse)
        {
            var first = able[0];
            for (var i = able.Count - 1; i >= 0; i--)
            {
                if (facts.Prices.At(able[i].PriceId, now) is null)
                {
                    able.RemoveAt(i);
                }
            }
            if (able.Count == 0)
            {
                return Refusals.PriceUnknown(first.Name, first.PriceId);
            }
        }
        return facts.Health.AnyCooling ? StrikeCooling(able, facts.Model.Name, facts.Health, now) : null;
    }

    private static Fault? StrikeCooling(List<Offer> able, string model, OfferHealth health, DateTimeOffset now)
    {
        var cooling = able.Select(offer => (Offer: offer, Cooldown: health.At(offer, now)))
            .Where(static pair => pair.Cooldown is not null)
            .ToList();
        if (cooling.Count < able.Count)
        {
            able.RemoveAll(offer => cooling.Exists(pair => pair.Offer == offer));
            return null;
        }
        var least = cooling.MinBy(static pair => pair.Cooldown!.Until).Cooldown!;
        var reasons = string.Join(
            "; ",
            cooling.Select(static pair => $"'{pair.Offer.Name}' ({pair.Cooldown!.Reason})")
        );
        return Refusals.AllCooling(
            model,
            least.Until - now,
            cooling.TrueForAll(static pair => pair.Cooldown!.Rate),
            reasons
        );
    }
}
