using Prenup.Core.Asking;
using Prenup.Core.Health;
using Prenup.Core.Keys;
using Prenup.Core.Offers;
using Prenup.Core.Prices;

namespace Prenup.Gateway.Routing;

/// <summary>All that a routing decision may depend on, beside the draw and the instant.</summary>
public readonly record struct RoutingFacts
{
    /// <summary>The model asked for.</summary>
    public required Model Model { get; init; }

    /// <summary>Who asks.</summary>
    public required Lineage Lineage { get; init; }

    /// <summary>The dialect asked in.</summary>
    public required Dialect Dialect { get; init; }

    /// <summary>What is asked for.</summary>
    public required Operation Operation { get; init; }

    /// <summary>The first tool asked for that the cloud itself has to run; null for none.</summary>
    public string? HostedTool { get; init; }

    /// <summary>Where state that is referred to is kept.</summary>
    public required Pin Pin { get; init; }

    /// <summary>The prices in force.</summary>
    public required PriceBook Prices { get; init; }

    /// <summary>What to do with an offer without a price.</summary>
    public required UnknownPrice UnknownPrice { get; init; }

    /// <summary>Whether an amount is reserved for an offer without a price; else none is asked where a budget is at stake.</summary>
    public required bool UnknownBounded { get; init; }

    /// <summary>What the client decides itself; null for nothing.</summary>
    public Overrides? Overrides { get; init; }

    /// <summary>The most input tokens that the request can have: one a byte. Images given by URL are not in it.</summary>
    public long InputTokensAtMost { get; init; }

    /// <summary>How many answers are asked for.</summary>
    public int Answers { get; init; }

    /// <summary>Who is cooling.</summary>
    public required OfferHealth Health { get; init; }

    /// <summary>The facts of one exchange.</summary>
    public static RoutingFacts Of(
        Arrival arrival,
        Ask ask,
        in Lineage lineage,
        Model model,
        Pin pin,
        OfferHealth health
    ) =>
        new()
        {
            Model = model,
            Lineage = lineage,
            Dialect = arrival.Dialect,
            Operation = arrival.Operation,
            HostedTool = ask.Asked?.HostedTool,
            Pin = pin,
            Prices = arrival.Catalogue.Prices,
            UnknownPrice = arrival.Catalogue.UnknownPrice,
            UnknownBounded = arrival.Catalogue.UnknownCeiling is not null,
            Overrides = arrival.Overrides,
            InputTokensAtMost = ask.Body.Length,
            Answers = ask.Asked?.Choices ?? 1,
            Health = health,
        };
}
