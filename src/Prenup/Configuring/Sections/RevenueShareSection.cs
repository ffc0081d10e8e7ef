using Prenup.Configuring.Yaml;
using Prenup.Core.Contracts;

namespace Prenup.Configuring.Sections;

/// <summary><c>revenue-share: { rate: 0.20, of: effective, from: us, to: Acme Cloud, cap-usd: 500000 }</c></summary>
internal static class RevenueShareSection
{
    private const string Us = "us";

    public static RevenueShare? Read(Field? section)
    {
        if (section?.Block() is not { } block)
        {
            return null;
        }
        var rate = block.Require("rate")?.Share();
        var of = block["of"]?.Choice(("effective", ShareBase.Effective), ("list", ShareBase.List));
        var from = block.Require("from")?.Text();
        var to = block.Require("to")?.Text();
        var cap = block["cap-usd"]?.Number();
        block.Close();
        if (rate is null || from is null || to is null)
        {
            return null;
        }
        if (from == Us == (to == Us))
        {
            section.Error("exactly one of 'from' and 'to' is us");
        }
        return new RevenueShare
        {
            Rate = rate.Value,
            Of = of ?? ShareBase.Effective,
            From = from,
            To = to,
            CapUsd = cap,
        };
    }
}
