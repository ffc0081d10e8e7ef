using Prenup.Core.Keys;
using Prenup.Serving;

namespace Prenup.Seeing;

/// <summary>How many keys are valid, and for how long; which ones is in the status report, since names of keys are no labels.</summary>
internal static class KeyMetrics
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(7);

    public static IEnumerable<Metric> Of(GatewayState state)
    {
        yield return Metric.Gauge(
            "prenup_keys",
            "Keys by whether they are valid: expiring ones are valid and end within seven days.",
            "state",
            () => Count(state)
        );
    }

    /// <summary>Keys that are valid and end within seven days, the next one first.</summary>
    public static IEnumerable<VirtualKey> Expiring(GatewayState state)
    {
        var now = state.Clock.GetUtcNow();
        return state
            .AllKeys.Where(key => key.Expires > now && key.Expires <= now + Soon)
            .OrderBy(static key => key.Expires);
    }

    private static Sample[] Count(GatewayState state)
    {
        var now = state.Clock.GetUtcNow();
        var (all, expired, expiring) = (0, 0, Expiring(state).Count());
        foreach (var key in state.AllKeys)
        {
            all++;
            expired += key.Expires <= now ? 1 : 0;
        }
        return [new(all - expired - expiring, "valid"), new(expiring, "expiring"), new(expired, "expired")];
    }
}
