using Prenup.Configuring.Yaml;
using Prenup.Stores;

namespace Prenup.Configuring.Sections;

/// <summary><c>ledger: { durability: process, when-failing: refuse, segment: 16MiB }</c></summary>
internal static class LedgerSection
{
    public static LedgerSettings Read(Field? section)
    {
        var defaults = LedgerSettings.Default;
        if (section?.Block() is not { } block)
        {
            return defaults;
        }
        var settings = new LedgerSettings
        {
            Durability =
                block["durability"]?.Choice(("process", LedgerDurability.Process), ("power", LedgerDurability.Power))
                ?? defaults.Durability,
            WhenFailing =
                block["when-failing"]?.Choice(("refuse", LedgerFailure.Refuse), ("serve", LedgerFailure.Serve))
                ?? defaults.WhenFailing,
            SegmentBytes = block["segment"]?.Bytes(most: 1L << 30) ?? defaults.SegmentBytes,
        };
        block.Close();
        return settings;
    }
}
