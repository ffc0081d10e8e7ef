using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Prenup.Gateway.Accepting;

/// <summary>Reads what a client wants to decide itself. Whether it may is not for here.</summary>
internal static class OverrideReader
{
    private const int LongestList = 4 << 10;

    public static Overrides? Read(IHeaderDictionary headers)
    {
        var offer = headers[Overrides.OfferHeader].ToString();
        var excluded = headers[Overrides.ExcludeHeader].ToString();
        var cap = headers[Overrides.CostCapHeader].ToString();
        if (offer.Length == 0 && excluded.Length == 0 && cap.Length == 0)
        {
            return null;
        }
        var usd = 0m;
        var hasCap = cap.Length > 0;
        var capFits =
            !hasCap
            || (
                decimal.TryParse(cap, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out usd)
                && usd < 1_000_000
            );
        return new Overrides
        {
            Offer = offer.Length > 0 ? offer : null,
            Excluded = excluded.Length is > 0 and <= LongestList
                ? excluded.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                : [],
            CostCapUsd = hasCap ? usd : null,
            Unreadable =
                !capFits ? Overrides.CostCapHeader
                : excluded.Length > LongestList ? Overrides.ExcludeHeader
                : null,
        };
    }
}
