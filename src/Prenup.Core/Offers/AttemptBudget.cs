namespace Prenup.Core.Offers;

/// <summary>What an exchange may spend on attempts, over retries and failover alike.</summary>
/// <param name="Count">Upstream calls at most; at least 1.</param>
/// <param name="Within">No attempt begins later than this after the exchange began.</param>
public sealed record AttemptBudget(int Count, TimeSpan Within)
{
    /// <summary>Three calls within a minute: one offer failing and one failing over leave a last try.</summary>
    public static AttemptBudget Default { get; } = new(3, TimeSpan.FromSeconds(60));
}
