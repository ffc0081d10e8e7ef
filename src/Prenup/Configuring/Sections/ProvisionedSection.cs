using Prenup.Configuring.Yaml;
using Prenup.Core.Contracts;

namespace Prenup.Configuring.Sections;

/// <summary><c>provisioned: { units: 100, tokens-per-minute-per-unit: 2500, output-weight: 4, usd-per-unit-hour: 1.00, spill-to: azure-payg }</c></summary>
internal static class ProvisionedSection
{
    public static Provisioned? Read(Field? section, Declared declared)
    {
        if (section?.Block() is not { } block)
        {
            return null;
        }
        var units = block.Require("units")?.Count(least: 1);
        var rate = block.Require("tokens-per-minute-per-unit")?.Integer(least: 1);
        var output = block["output-weight"]?.Number();
        var cached = block["cached-weight"]?.Number();
        var price = block.Require("usd-per-unit-hour")?.Number();
        var spill = block["spill-to"]?.Reference("offer", declared.Offers);
        block.Close();
        return units is null || rate is null || price is null
            ? null
            : new Provisioned
            {
                Units = units.Value,
                TokensPerMinutePerUnit = rate.Value,
                OutputWeight = output ?? 1,
                CachedWeight = cached ?? 1,
                UsdPerUnitHour = price.Value,
                SpillTo = spill,
            };
    }
}
