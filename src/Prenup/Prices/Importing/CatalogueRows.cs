using Prenup.Configuring.Yaml;
using Prenup.Core.Prices;

namespace Prenup.Prices.Importing;

/// <summary>A catalogue's rows on their way to prices. The first row for an id and a scope stands; later ones may add to it, not contradict it.</summary>
/// <param name="source">Where the catalogue is from; every price says so.</param>
/// <param name="cloud">The only cloud wanted, the rows of others being passed over; null for all.</param>
internal sealed class CatalogueRows(string source, string? cloud)
{
    private readonly Dictionary<(string Id, string Scope, DateOnly From), (string Row, RateTable Rates)> _prices = [];
    private readonly List<LeftOut> _leftOut = [];
    private int _rows;

    /// <summary>What it came to.</summary>
    public CatalogueImport ToImport() =>
        new([.. _prices.Select(price => ToPrice(price.Key, price.Value.Rates))], _rows, _leftOut);

    /// <summary>A row that names no rate per token above 0.</summary>
    public void Skip(string row, string id, string reason)
    {
        if (IsWanted(id))
        {
            _leftOut.Add(new LeftOut(row, reason, PerToken: false));
        }
    }

    /// <summary>A row with rates per token that a book cannot say.</summary>
    public void LeaveOut(string row, string id, string reason)
    {
        if (IsWanted(id))
        {
            _rows++;
            _leftOut.Add(new LeftOut(row, reason, PerToken: true));
        }
    }

    /// <summary>Rows with rates per token, which together make one price.</summary>
    /// <param name="names">Their names; at least one.</param>
    /// <param name="id">The price's id.</param>
    /// <param name="versions">Its rates by scope and by the day from which they hold; at least one.</param>
    public void Add(
        IReadOnlyList<string> names,
        string id,
        IEnumerable<(string Scope, DateOnly From, RateTable Rates)> versions
    )
    {
        if (!IsWanted(id))
        {
            return;
        }
        var reason = Choices.IsName(id) ? Take(names[0], id, versions) : "its name cannot be a price's id";
        _rows += names.Count;
        if (reason is not null)
        {
            _leftOut.AddRange(names.Select(name => new LeftOut(name, reason, PerToken: true)));
        }
    }

    private bool IsWanted(string id) => cloud is null || id.StartsWith(cloud + "/", StringComparison.Ordinal);

    private Price ToPrice((string Id, string Scope, DateOnly From) key, RateTable rates) =>
        new(key.Id, new DateTimeOffset(key.From, TimeOnly.MinValue, TimeSpan.Zero), source, rates.ToRows())
        {
            Scope = key.Scope,
        };

    private string? Take(string row, string id, IEnumerable<(string Scope, DateOnly From, RateTable Rates)> versions)
    {
        string? reason = null;
        foreach (var (scope, from, rates) in versions)
        {
            if (rates.Fault is { } fault)
            {
                reason ??= fault;
            }
            else if (!_prices.TryAdd((id, scope, from), (row, rates)))
            {
                var (first, stands) = _prices[(id, scope, from)];
                reason ??= stands.TryAdd(rates) ? null : $"it contradicts '{first}', which names the same offer";
            }
        }
        return reason;
    }
}
