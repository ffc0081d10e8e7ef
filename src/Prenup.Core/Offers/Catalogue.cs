using System.Collections.Frozen;
using Prenup.Core.Asking;
using Prenup.Core.Keys;
using Prenup.Core.Money;
using Prenup.Core.Prices;

namespace Prenup.Core.Offers;

/// <summary>One configuration, validated whole and never changed: an exchange takes one and keeps it to its end.</summary>
public sealed record Catalogue
{
    /// <summary>Models by the name that applications ask for.</summary>
    public required FrozenDictionary<string, Model> Models { get; init; }

    /// <summary>Every offer of every model.</summary>
    public IEnumerable<Offer> Offers => Models.Values.SelectMany(static model => model.Offers);

    /// <summary>Keys that the configuration declares; keys made by command are added by the store.</summary>
    public required KeyTable Keys { get; init; }

    /// <summary>The prices in force.</summary>
    public required PriceBook Prices { get; init; }

    /// <summary>What to do with an offer that has no price.</summary>
    public UnknownPrice UnknownPrice { get; init; } = UnknownPrice.Refuse;

    /// <summary>What is reserved for an attempt whose price is unknown; null where nothing is, so that no budget lets it pass.</summary>
    public PicoDollars? UnknownCeiling { get; init; }

    /// <summary>Sizes and counts that bound the gateway.</summary>
    public Limits Limits { get; init; } = Limits.Default;

    /// <summary>What a repeat of an exchange gets that has ended.</summary>
    public RepeatPolicy Repeats { get; init; } = RepeatPolicy.Replay;

    /// <summary>Who is above the keys, and what they may use together.</summary>
    public KeyTree Tree { get; init; } = KeyTree.Empty;
}
