using Prenup.Core.Faults;

namespace Prenup.Core.Health;

/// <summary>How long an offer rests after a fault.</summary>
public static class CooldownRule
{
    // Longer than any cloud's window; a cloud that says more is not believed for longer.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>The rest that a fault earns its offer; null where it says nothing of the offer's health, as every fault of the request itself, or where a renewed credential may heal it.</summary>
    public static TimeSpan? For(Fault fault)
    {
        if (fault.Blame == Blame.Client || fault.Retry == RetryAdvice.Renewed)
        {
            return null;
        }
        var rest = fault.Kind switch
        {
            FaultKind.Rate => fault.RetryAfter ?? TimeSpan.FromSeconds(1),
            FaultKind.QuotaExhausted => fault.RetryAfter ?? TimeSpan.FromSeconds(60),
            FaultKind.Auth => fault.RetryAfter ?? TimeSpan.FromSeconds(10),
            FaultKind.Capacity or FaultKind.UpstreamBug => fault.RetryAfter,
            _ => null,
        };
        return rest > Longest ? Longest : rest;
    }
}
