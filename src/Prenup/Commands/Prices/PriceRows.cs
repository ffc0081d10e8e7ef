using System.Globalization;
using System.Text.Json;
using Prenup.Core.Prices;
using Prenup.Core.Usage;

namespace Prenup.Commands.Prices;

/// <summary>Prices row by row, for people and for programs.</summary>
internal static class PriceRows
{
    /// <summary>A rate in USD per million tokens; empty where there is none.</summary>
    public static string Rate(decimal? rate) => rate?.ToString("0.############", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The rate for writes to a cache whose life is not named, or the shortest life's.</summary>
    public static decimal? Write(PriceRow row) =>
        row[Meter.TextInWrite] ?? row[Meter.TextInWrite5m] ?? row[Meter.TextInWrite30m] ?? row[Meter.TextInWrite1h];

    /// <summary>One row with its price's terms; rates are texts, since they are exact.</summary>
    public static void Write(Utf8JsonWriter json, Price price, PriceRow row)
    {
        json.WriteString("id", price.Id);
        json.WriteString("scope", price.Scope);
        json.WriteString("validFrom", Dates.Text(price.ValidFrom));
        json.WriteString("validUntil", price.ValidUntil is { } until ? Dates.Text(until) : null);
        json.WriteString("tier", row.Tier);
        json.WriteNumber("aboveInputTokens", row.AboveInputTokens);
        json.WriteBoolean("beyond", row.Beyond);
        Write(json, "usdPerMillion", row, 1_000_000);
        Write(json, "usdEach", row, 1);
        json.WriteString("source", price.Source);
    }

    private static void Write(Utf8JsonWriter json, string name, PriceRow row, int pricedBy)
    {
        json.WriteStartObject(name);
        foreach (var meter in Meters.All.Where(meter => meter.PricedBy() == pricedBy))
        {
            if (row.Listed(meter) is { } rate)
            {
                json.WriteString(meter.Name(), Rate(rate));
            }
        }
        json.WriteEndObject();
    }
}
