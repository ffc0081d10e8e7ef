using Prenup.Configuring.Yaml;
using Prenup.Core.Offers;

namespace Prenup.Configuring.Sections;

/// <summary><c>models: { gpt-5.5: { route: ordered, attempts: …, on-abort: cancel, timers: …, offers: [ … ] } }</c></summary>
internal static class ModelsSection
{
    /// <summary>The models that have an offer on a served cloud.</summary>
    public static IReadOnlyList<Model> Read(Field? section, Timers timers, OfferContext context)
    {
        var models = new List<Model>();
        var names = new HashSet<string>();
        foreach (var field in section?.Block()?.All ?? [])
        {
            if (field.IsName(field.Name) && ReadModel(field, timers, context, names) is { } model)
            {
                models.Add(model);
            }
        }
        return models;
    }

    private static Model? ReadModel(Field field, Timers timers, OfferContext context, HashSet<string> names)
    {
        if (field.Block() is not { } block)
        {
            return null;
        }
        var route = block["route"] is { } written ? ReadRoute(written) : RouteKind.Ordered;
        var attempts = AttemptsSection.Read(block["attempts"]);
        var abort = block["on-abort"]?.Choice(("cancel", AbortPolicy.Cancel), ("drain", AbortPolicy.Drain));
        var own = TimersSection.Read(block["timers"], timers);
        var offers = block.Require("offers") is { } list
            ? ReadOffers(field, list, context with { Timers = own }, names)
            : [];
        block.Close();
        if (offers.Count == 0)
        {
            return null;
        }
        if (route == RouteKind.Weighted && offers.All(static offer => offer.Weight == 0))
        {
            field.ErrorAtName("every offer has weight 0: none would ever be drawn");
        }
        return new Model
        {
            Name = field.Name,
            Offers = offers,
            Route = route ?? RouteKind.Ordered,
            Attempts = attempts,
            OnAbort = abort ?? AbortPolicy.Cancel,
            Timers = own,
        };
    }

    private static List<Offer> ReadOffers(Field model, Field list, OfferContext context, HashSet<string> names)
    {
        var offers = new List<Offer>();
        var items = list.Items();
        var leftOut = 0;
        foreach (var item in items)
        {
            if (OfferSection.Read(item, context, names, out var left) is { } offer)
            {
                offers.Add(offer);
            }
            leftOut += left ? 1 : 0;
        }
        if (items.Count == 0)
        {
            model.ErrorAtName("expected at least one offer");
        }
        else if (leftOut == items.Count)
        {
            model.WarnAtName("left out: none of its offers can be served");
        }
        return offers;
    }

    private static RouteKind? ReadRoute(Field field)
    {
        if (field.Text() is { } text && LaterNames.Routes.Contains(text))
        {
            field.Error($"route '{text}' is not served by this version yet; use ordered or weighted");
            return null;
        }
        return field.Choice(("ordered", RouteKind.Ordered), ("weighted", RouteKind.Weighted));
    }
}
