using Prenup.Core.Ports;

namespace Prenup.Gateway.Sending.Signing;

/// <summary>
/// An account's credential as it is now. Fetched once however many wait for it; and again ahead of its end, while the one before
/// still serves, so that nobody waits for a renewal that works.
/// </summary>
internal sealed class LiveCredential(ICredentialSource source, TimeProvider clock) : IDisposable
{
    // Between two tries at a credential that could not be had: whoever issues it is not asked once per request.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(5);

    // A token that ends while it travels is refused: it counts as ended a moment before.
    private static readonly TimeSpan MostMargin = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _disposed = new();
    private volatile Held? _held;
    private Task<IssuedCredential>? _fetching;
    private CredentialException? _failure;
    private DateTimeOffset _notBefore;

    /// <summary>The credential, at once where there is one that has not ended.</summary>
    /// <exception cref="CredentialException">None can be had.</exception>
    public ValueTask<IssuedCredential> GetAsync(CancellationToken cancellation)
    {
        var held = _held;
        if (held is not null && held.Issued.Expires == DateTimeOffset.MaxValue)
        {
            return new(held.Issued);
        }
        var now = clock.GetUtcNow();
        if (held is null || now >= held.EndsAt)
        {
            return new(FetchAsync(now).WaitAsync(cancellation));
        }
        if (now >= held.RenewAt)
        {
            _ = FetchAsync(now).ContinueWith(static done => done.Exception, TaskScheduler.Default); // observed: the old one serves on
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

    public void Dispose()
    {
        _disposed.Cancel();
        _disposed.Dispose();
    }

    private Task<IssuedCredential> FetchAsync(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_fetching is not null)
            {
                return _fetching;
            }
            if (_failure is not null && now < _notBefore)
            {
                return Task.FromException<IssuedCredential>(_failure);
            }
            return _fetching = Task.Run(FetchNowAsync); // its own task: the first to ask may leave
        }
    }

    private async Task<IssuedCredential> FetchNowAsync()
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(_disposed.Token);
        bound.CancelAfter(FetchTimeout);
        try
        {
            var issued = await source.FetchAsync(bound.Token);
            Settle(Held.From(issued, clock.GetUtcNow()), null);
            return issued;
        }
        catch (Exception fault)
        {
            var failure =
                fault as CredentialException
                ?? new CredentialException($"its credential could not be fetched ({fault.GetType().Name})", fault);
            Settle(null, failure);
            throw failure;
        }
    }

    private void Settle(Held? held, CredentialException? failure)
    {
        lock (_gate)
        {
            _fetching = null;
            _failure = failure;
            _held = held ?? _held;
            _notBefore = clock.GetUtcNow() + Pause;
        }
    }

    private sealed record Held(IssuedCredential Issued, DateTimeOffset RenewAt, DateTimeOffset EndsAt)
    {
        public static Held From(IssuedCredential issued, DateTimeOffset now)
        {
            if (issued.Expires == DateTimeOffset.MaxValue)
            {
                return new(issued, issued.Expires, issued.Expires);
            }
            var life = issued.Expires - now;
            var ahead = TimeSpan.FromTicks(Math.Min(MostAhead.Ticks, life.Ticks / 4));
            var margin = TimeSpan.FromTicks(Math.Min(MostMargin.Ticks, life.Ticks / 20));
            return new(issued, issued.Expires - ahead, issued.Expires - margin);
        }
    }
}
