using System.Collections.Frozen;

namespace Prenup.Core.Prices;

/// <summary>Effective-dated prices by id and scope.</summary>
/// <remarks>
/// The most specific scope in force decides: the offer's own, else, for any but the global one, <see cref="Price.RegionalScope"/>.
/// Never another scope's: what is priced for no scope of the offer's is unknown, as is what has ended.
/// </remarks>
public sealed class PriceBook
{
    private readonly FrozenDictionary<string, Price[]> _newestFirst;

    /// <summary>Builds a book; of two prices with one id, one scope and one date the later one wins.</summary>
    public PriceBook(IEnumerable<Price> prices)
    {
        _newestFirst = prices
            .GroupBy(static price => price.Id)
            .ToFrozenDictionary(
                static group => group.Key,
                static group =>
                    group
                        .GroupBy(static price => (price.ValidFrom, price.Scope))
                        .Select(static same => same.Last())
                        .OrderByDescending(static price => price.ValidFrom)
                        .ToArray()
            );
    }

    /// <summary>A book without prices.</summary>
    public static PriceBook Empty { get; } = new([]);

    /// <summary>Every id there is.</summary>
    public IEnumerable<string> Ids => _newestFirst.Keys;

    /// <summary>Every price of every date.</summary>
    public IEnumerable<Price> All => _newestFirst.Values.SelectMany(static versions => versions);

    /// <summary>The price in force for a scope at an instant, or null where there is none.</summary>
    public Price? At(string id, string scope, DateTimeOffset instant) =>
        Begun(id, scope, instant) is { } price && !(price.ValidUntil <= instant) ? price : null;

    /// <summary>The price that began last before an instant, even where it has ended since; null where none has begun.</summary>
    public Price? Begun(string id, string scope, DateTimeOffset instant)
    {
        Price? regional = null;
        foreach (var price in _newestFirst.GetValueOrDefault(id) ?? [])
        {
            if (price.ValidFrom > instant)
            {
                continue;
            }
            if (price.Scope == scope)
            {
                return price;
            }
            if (price.Scope == Price.RegionalScope && scope != Price.GlobalScope)
            {
                regional ??= price;
            }
        }
        return regional;
    }

    /// <summary>Every price of an id, of all scopes and dates, the newest first; empty where there is none.</summary>
    public IReadOnlyList<Price> Of(string id) => _newestFirst.GetValueOrDefault(id, []);

    /// <summary>Of every id and scope the price in force at an instant.</summary>
    public IEnumerable<Price> InForce(DateTimeOffset instant) =>
        All.Where(price => ReferenceEquals(price, At(price.Id, price.Scope, instant)));
}
