using System.Collections.Frozen;

namespace Prenup.Core.Prices;

/// <summary>Effective-dated prices by id.</summary>
public sealed class PriceBook
{
    private readonly FrozenDictionary<string, Price[]> _newestFirst;

    /// <summary>Builds a book; of two prices with one id and one date the later one wins.</summary>
    public PriceBook(IEnumerable<Price> prices)
    {
        _newestFirst = prices
            .GroupBy(static price => price.Id)
            .ToFrozenDictionary(
                static group => group.Key,
                static group =>
                    group
                        .GroupBy(static price => price.ValidFrom)
                        .Select(static sameDay => sameDay.Last())
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

    /// <summary>The price in force at an instant, or null where there is none.</summary>
    public Price? At(string id, DateTimeOffset instant)
    {
        if (_newestFirst.TryGetValue(id, out var versions))
        {
            foreach (var price in versions)
            {
                if (price.ValidFrom <= instant)
                {
                    return price;
                }
            }
        }
        return null;
    }
}
