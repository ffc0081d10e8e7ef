using System.Diagnostics.CodeAnalysis;
using Prenup.Core.Faults;
using Prenup.Core.Offers;

namespace Prenup.Gateway.Sending;

/// <summary>One budget, in count and time, over every upstream call of an exchange: failover and retries alike.</summary>
/// <param name="plan">The offers, in order.</param>
/// <param name="budget">What may be spent.</param>
/// <param name="clock">Where time comes from.</param>
/// <param name="begun">When the exchange began, as a monotonic timestamp.</param>
public sealed class AttemptTurns(Plan plan, AttemptBudget budget, TimeProvider clock, long begun)
{
    private readonly List<(Offer Offer, Fault Fault)> _failed = [];
    private int _next;

    /// <summary>How many attempts failed.</summary>
    public int Failed => _failed.Count;

    /// <summary>The offer to ask next: one whose credential was renewed, the next in order, then one again whose fault says that it may help.</summary>
    public bool TryNext([NotNullWhen(true)] out Offer? offer)
    {
        offer = null;
        if (_failed.Count >= budget.Count || (_failed.Count > 0 && !MayGoOn()))
        {
            return false;
        }
        offer =
            _failed.Count > 0 && _failed[^1].Fault.Retry == RetryAdvice.Renewed ? _failed[^1].Offer
            : _next < plan.Offers.Count ? plan.Offers[_next++]
            : Again();
        return offer is not null;
    }

    /// <summary>Whether a credential that this offer refuses may be renewed: once per exchange.</summary>
    public bool MayRenew(Offer offer)
    {
        foreach (var (failed, fault) in _failed)
        {
            if (fault.Retry == RetryAdvice.Renewed && ReferenceEquals(failed, offer))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Notes how the last one failed.</summary>
    public void Fail(Offer offer, Fault fault) => _failed.Add((offer, fault));

    /// <summary>What the client reads when the budget is spent: the last fault, with every attempt named.</summary>
    public Fault Exhausted()
    {
        var last = _failed[^1].Fault;
        return _failed.Count == 1
            ? last
            : last with
            {
                Original = null,
                RetryAfter = _failed.Min(static one => one.Fault.RetryAfter), // whoever is ready first
                Message =
                    $"Prenup: all {_failed.Count} attempts failed: {string.Join("; ", _failed.Select(static one => $"'{one.Offer.Name}' {one.Fault.Code}"))}. The last: {last.Message}",
            };
    }

    private bool MayGoOn() =>
        _failed[^1].Fault.Retry != RetryAdvice.Never && clock.GetElapsedTime(begun) < budget.Within;

    // A cloud that names a wait is not asked again before it: that is another exchange's turn.
    private Offer? Again() =>
        _failed
            .FindLast(static one =>
                one.Fault.Retry == RetryAdvice.Anywhere && one.Fault.RetryAfter is not { Ticks: > 0 }
            )
            .Offer;
}
