using Prenup.Configuring;
using Prenup.Core.Prices;
using Prenup.Core.Usage;

namespace Prenup.Prices.Importing;

/// <summary>Rates as a catalogue lists them, by tier, context band and meter.</summary>
internal sealed class RateTable
{
    private readonly SortedDictionary<(bool NotDefault, string Tier, long Above), decimal?[]> _rows = [];

    /// <summary>Whether no rate but 0 is listed.</summary>
    public bool IsEmpty => _rows.Count == 0 && Fault is null;

    /// <summary>Why the rates cannot be used; null where they can.</summary>
    public string? Fault { get; private set; }

    /// <summary>Takes a rate; 0 is left out, since catalogues write it for "not listed" as they do for "free".</summary>
    public void Set(string tier, long above, Meter meter, decimal usdPerMillion)
    {
        if (usdPerMillion == 0)
        {
            return;
        }
        var listed = usdPerMillion * meter.PricedBy() / 1_000_000;
        if (listed is < 0 or >= PriceRowField.MostUsdPerMillion)
        {
            Fault = $"{listed} USD for {meter.Name()} is no price";
            return;
        }
        Row(tier, above)[(int)meter] = Plain(decimal.Round(usdPerMillion, PriceRowField.MostDecimals));
    }

    /// <summary>Takes a rate for writes to a cache whose life the catalogue leaves to the model's maker.</summary>
    public void SetWrite(string id, string tier, long above, decimal usdPerMillion)
    {
        Set(tier, above, Meter.TextInWrite, usdPerMillion);
        if (CacheLife(id) is { } meter)
        {
            Set(tier, above, meter, usdPerMillion);
        }
    }

    /// <summary>Adds what another table says beside this one; false, and nothing added, where the two name different rates for one thing.</summary>
    public bool TryAdd(RateTable other)
    {
        if (other._rows.Any(row => _rows.TryGetValue(row.Key, out var rates) && Differ(rates, row.Value)))
        {
            return false;
        }
        foreach (var ((_, tier, above), listed) in other._rows)
        {
            var rates = Row(tier, above);
            for (var meter = 0; meter < listed.Length; meter++)
            {
                rates[meter] ??= listed[meter];
            }
        }
        return true;
    }

    /// <summary>
    /// The rows. A tier without rates for a band that another tier has is unknown there, and not the band below; a band that
    /// repeats the band below in every tier is none.
    /// </summary>
    public IReadOnlyList<PriceRow> ToRows()
    {
        var bands = _rows.Keys.Select(static row => row.Above).Where(static above => above > 0).ToHashSet();
        bands.RemoveWhere(above =>
            _rows
                .Where(row => row.Key.Above == above)
                .All(row =>
                    _rows.TryGetValue(row.Key with { Above = 0 }, out var first) && first.SequenceEqual(row.Value)
                )
        );
        var none = new decimal?[Meters.Count];
        return
        [
            .. from tier in _rows.Keys.Select(static row => (row.NotDefault, row.Tier)).Distinct()
            from above in bands.Prepend(0).Order()
            let listed = _rows.GetValueOrDefault((tier.NotDefault, tier.Tier, above))
            where listed is not null || above > 0
            select new PriceRow(tier.Tier, above, listed ?? none),
        ];
    }

    // Anthropic's and Amazon's caches live 5 minutes unless asked otherwise, OpenAI's 30.
    private static Meter? CacheLife(string id)
    {
        if (id.Contains("claude", StringComparison.Ordinal) || id.Contains("amazon.nova", StringComparison.Ordinal))
        {
            return Meter.TextInWrite5m;
        }
        return id.Contains("gpt-", StringComparison.Ordinal) ? Meter.TextInWrite30m : null;
    }

    private static bool Differ(decimal?[] one, decimal?[] other) =>
        one.Zip(other).Any(static pair => pair is { First: { } first, Second: { } second } && first != second);

    // Without trailing zeros: 2.50 and 2.5 are one rate and should look it.
    private static decimal Plain(decimal rate) => rate / 1.000000000000000000000000000000m;

    private decimal?[] Row(string tier, long above)
    {
        var key = (tier != Pricing.DefaultTier, tier, above);
        if (!_rows.TryGetValue(key, out var rates))
        {
            _rows.Add(key, rates = new decimal?[Meters.Count]);
        }
        return rates;
    }
}
