using Prenup.Configuring.Yaml;
using Prenup.Core.Budgets;

namespace Prenup.Configuring.Sections;

/// <summary><c>limits: { requests-per-minute: 600, tokens-per-minute: 400000, concurrent: 64 }</c> of a key or what is above it</summary>
internal static class RateLimitsSection
{
    public static RateLimits Read(Field? section)
    {
        if (section?.Block() is not { } block)
        {
            return RateLimits.None;
        }
        var limits = new RateLimits
        {
            RequestsPerMinute = block["requests-per-minute"]?.Count(least: 1),
            TokensPerMinute = block["tokens-per-minute"]?.Integer(least: 1),
            Concurrent = block["concurrent"]?.Count(least: 1),
        };
        block.Close();
        return limits;
    }
}
