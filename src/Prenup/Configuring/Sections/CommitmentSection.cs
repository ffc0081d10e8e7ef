using Prenup.Configuring.Yaml;
using Prenup.Core.Contracts;

namespace Prenup.Configuring.Sections;

/// <summary><c>commitment: { usd: 2000000, counts: net, other-spend: { to-date-usd: 0, forecast-usd-per-month: 0 }, shortfall: pay }</c></summary>
internal static class CommitmentSection
{
    public static Commitment? Read(Field? section)
    {
        if (section?.Block() is not { } block)
        {
            return null;
        }
        var usd = block.Require("usd")?.Number();
        var counts = block["counts"]?.Choice(("net", CountedSpend.Net), ("list", CountedSpend.List));
        var shortfall = block["shortfall"]?.Choice(("pay", Shortfall.Pay), ("credit", Shortfall.Credit));
        var other = block["other-spend"]?.Block();
        var toDate = other?["to-date-usd"]?.Number();
        var forecast = other?["forecast-usd-per-month"]?.Number();
        other?.Close();
        block.Close();
        return usd is not { } amount
            ? null
            : new Commitment
            {
                Usd = amount,
                Counts = counts ?? CountedSpend.Net,
                OtherSpendToDateUsd = toDate ?? 0,
                OtherSpendForecastUsdPerMonth = forecast ?? 0,
                Shortfall = shortfall ?? Shortfall.Pay,
            };
    }
}
