using System.Collections.Frozen;
using Prenup.Core.Asking;

namespace Prenup.Core.Offers;

/// <summary>One named way to buy a model.</summary>
public sealed record Offer
{
    /// <summary>Its stable name, unique in the gateway; health and entries are filed under it.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is bought.</summary>
    public required Account Account { get; init; }

    /// <summary>The cloud's own model or deployment id.</summary>
    public required string Model { get; init; }

    /// <summary>The price's id in the book: <c>azure/gpt-5.5</c>.</summary>
    public required string PriceId { get; init; }

    /// <summary>The region scope it is bought at (<c>global</c>, <c>data-zone-eu</c>); part of what is priced and of residency.</summary>
    public string Scope { get; init; } = "global";

    /// <summary>The service tier that it is bought at, where its replies name none; null for the default tier.</summary>
    public string? Tier { get; init; }

    /// <summary>Where its cloud spills over what it has no room for; null where no contract says so.</summary>
    public SpillTarget? SpillTo { get; init; }

    /// <summary>The dialects it speaks.</summary>
    public required FrozenSet<Dialect> Apis { get; init; }

    /// <summary>Whether the cloud runs tools of its own (web search, code interpreter) for it: Bedrock's runtime host does not.</summary>
    public bool HostsTools => Account.Host != BedrockHost.Runtime;

    /// <summary>Its share under <see cref="RouteKind.Weighted"/>; at least 0.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>How long each phase of an attempt at it may take: its model's, where its account says nothing else.</summary>
    public Timers Timers { get; init; } = Timers.Default;

    /// <summary>What is known of the model itself: what its tokens are counted by, and what bounds them.</summary>
    public ModelFacts Facts { get; init; } = ModelFacts.Unknown;

    /// <summary>The contract it is bought under; null for list price.</summary>
    public string? Contract { get; init; }
}
