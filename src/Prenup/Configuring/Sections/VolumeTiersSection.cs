using Prenup.Configuring.Yaml;
using Prenup.Core.Contracts;

namespace Prenup.Configuring.Sections;

/// <summary><c>volume-tiers: [{ above-usd: 1000000, discount: 0.12, applies: marginal }]</c>, lowest step first.</summary>
internal static class VolumeTiersSection
{
    public static IReadOnlyList<VolumeTier> Read(Field? section)
    {
        var tiers = new List<VolumeTier>();
        foreach (var item in section?.Items() ?? [])
        {
            if (ReadTier(item) is not { } tier)
            {
                continue;
            }
            if (tiers is [.., var last] && tier.AboveUsd <= last.AboveUsd)
            {
                item.Error("steps are written from the lowest to the highest");
            }
            tiers.Add(tier);
        }
        return tiers;
    }

    private static VolumeTier? ReadTier(Field item)
    {
        if (item.Block() is not { } block)
        {
            return null;
        }
        var above = block.Require("above-usd")?.Number();
        var discount = block.Require("discount")?.Number(below: 1);
        var retroactive = block["applies"]?.Choice(("marginal", false), ("retroactive", true));
        block.Close();
        return above is null || discount is null
            ? null
            : new VolumeTier(above.Value, discount.Value, retroactive ?? false);
    }
}
