using Prenup.Configuring.Yaml;
using Prenup.Core.Keys;

namespace Prenup.Configuring.Sections;

/// <summary><c>limits: { requests-per-minute: 600, tokens-per-minute: 400000, concurrent: 64 }</c> of a key</summary>
internal static class KeyLimitsSection
{
    public static KeyLimits Read(Field? section)
    {
        if (section?.Block() is not { } block)
        {
            return KeyLimits.None;
        }
        var tokens = block["tokens-per-minute"];
        tokens?.WarnOnce("tokens-per-minute is validated, not enforced yet");
        var limits = new KeyLimits
        {
            RequestsPerMinute = block["requests-per-minute"]?.Count(least: 1),
            TokensPerMinute = tokens?.Integer(least: 1),
            Concurrent = block["concurrent"]?.Count(least: 1),
        };
        block.Close();
        return limits;
    }
}
