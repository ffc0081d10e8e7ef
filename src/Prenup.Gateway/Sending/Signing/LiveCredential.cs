using System.Runtime.CompilerServices;
using Prenup.Core.Ports;

namespace Prenup.Gateway.Sending.Signing;

/// <summary>
/// An account's credential as it is now. Fetched once however many wait for it; and again ahead of its end, while the one before
/// still serves, so that nobody waits for a renewal that works.
/// </summary>
/// <param name="source">Where it comes from; let go with this.</param>
/// <param name="clock">Where time comes from.</param>
public sealed class LiveCredential(ICredentialSource source, TimeProvider clock) : IDisposable
{
    // Between two tries at a credential that could not be had: whoever issues it is not asked once per request.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _disposed = new();
    private volatile HeldCredential? _held;
    private Task<Fetched>? _fetching;
    private CredentialException? _failure;
    private DateTimeOffset _notBefore;

    /// <summary>The credential, at once where there is one that has not ended.</summary>
    /// <exception cref="CredentialException">None can be had.</exception>
    public ValueTask<IssuedCredential> GetAsync(CancellationToken cancellation)
    {
        var held = _held;
        if (held is not null && held.RenewAt == DateTimeOffset.MaxValue)
        {
            return new(held.Issued);
        }
        var now = clock.GetUtcNow();
        if (held is null || now >= held.EndsAt)
        {
            return FetchAsync(now, cancellation);
        }
        if (now >= held.RenewAt)
        {
            Renew(now);
        }
        return new(held.Issued);
    }

    /// <summary>A cloud refused this one before its end: it is not used again. False where another fetch would bring the same.</summary>
    public bool Refuse(IssuedCredential refused)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_held?.Issued, refused))
            {
                return true; // somebody renewed it meanwhile
            }
            if (!source.Renews)
            {
                return false;
            }
            _held = null;
            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed.Cancel();
        _disposed.Dispose();
        (source as IDisposable)?.Dispose();
    }

    // The old one serves on, whatever comes of it: where nothing does, it is tried again after a pause.
    private void Renew(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_fetching is null && !IsPausing(now))
            {
                _fetching = Task.Run(FetchNowAsync);
            }
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<IssuedCredential> FetchAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        Task<Fetched> fetching;
        lock (_gate)
        {
            if (_fetching is null && _failure is not null && IsPausing(now))
            {
                throw _failure;
            }
            fetching = _fetching ??= Task.Run(FetchNowAsync); // its own task: the first to ask may leave
        }
        var fetched = await fetching.WaitAsync(cancellation);
        return fetched.Issued ?? throw fetched.Failure!;
    }

    // Never longer than the pause: a clock that steps back does not prolong it.
    private bool IsPausing(DateTimeOffset now) => now < _notBefore && now >= _notBefore - Pause;

    private async Task<Fetched> FetchNowAsync()
    {
        Fetched fetched;
        try
        {
            using var timeout = new CancellationTokenSource(FetchTimeout, clock);
            using var bound = CancellationTokenSource.CreateLinkedTokenSource(_disposed.Token, timeout.Token);
            var issued = await source.FetchAsync(bound.Token);
            fetched =
                issued.Expires > clock.GetUtcNow()
                    ? new(issued, null)
                    : new(null, new CredentialException("its new credential has ended already: compare the clocks"));
        }
        catch (CredentialException none)
        {
            fetched = new(null, none);
        }
        catch (Exception fault)
        {
            var why = fault is OperationCanceledException ? "in time" : $"({fault.GetType().Name})";
            fetched = new(null, new CredentialException($"its credential could not be fetched {why}", fault));
        }
        Settle(fetched);
        return fetched;
    }

    private void Settle(Fetched fetched)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            _fetching = null;
            _failure = fetched.Failure;
            _held = fetched.Issued is { } issued ? HeldCredential.From(issued, now) : _held;
            _notBefore = now + Pause;
        }
    }

    private sealed record Fetched(IssuedCredential? Issued, CredentialException? Failure);
}
