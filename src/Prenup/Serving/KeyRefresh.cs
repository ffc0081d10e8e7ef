using Microsoft.Extensions.Logging;
using Prenup.Core.Budgets;
using Prenup.Core.Keys;
using Prenup.Gateway.Admitting;
using Prenup.Stores.Keys;

namespace Prenup.Serving;

/// <summary>
/// Brings keys that were made or revoked by command into the running gateway, within a second; and once a minute writes down
/// which were used.
/// </summary>
public sealed class KeyRefresh : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(900);
    private readonly KeyStore _store;
    private readonly KeyRing _ring;
    private readonly Lock _loading = new();
    private static readonly TimeSpan BetweenUses = TimeSpan.FromMinutes(1);
    private readonly Allowances _allowances;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly PeriodicTimer _timer;
    private readonly Task _loop;
    private long _seen;
    private DateTimeOffset _usesWritten;

    /// <summary>Loads the keys once, then looks for changes.</summary>
    public KeyRefresh(string folder, GatewayState state, ILogger<KeyRefresh> log)
    {
        (_ring, _allowances, _clock, _log) = (state.Keys, state.Allowances, state.Clock, log);
        _store = KeyStore.Open(folder, _clock, by: "gateway");
        _usesWritten = _clock.GetUtcNow();
        _timer = new PeriodicTimer(Every, _clock);
        Load();
        _loop = LoopAsync();
    }

    /// <summary>Loads the keys now, for those who cannot wait for the next look.</summary>
    public void Load()
    {
        lock (_loading) // the older of two loads must not be the last
        {
            _seen = _store.Version;
            _ring.Replace(new KeyTable(_store.Load()));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _loop;
        Try(WriteUses);
        _store.Dispose();
    }

    private async Task LoopAsync()
    {
        while (await _timer.WaitForNextTickAsync())
        {
            Try(() =>
            {
                if (_clock.GetUtcNow() - _usesWritten >= BetweenUses)
                {
                    WriteUses();
                }
                if (_store.Version != _seen)
                {
                    Load();
                }
            });
        }
    }

    private void WriteUses()
    {
        var (since, now) = (_usesWritten, _clock.GetUtcNow());
        _store.Used(_allowances.KeysUsedAfter(since - TimeSpan.FromSeconds(1)));
        _usesWritten = now;
    }

    private void Try(Action work)
    {
        try
        {
            work();
        }
        catch (Exception fault) when (fault is Microsoft.Data.Sqlite.SqliteException or IOException)
        {
            _log.KeysUnreadable(fault); // the keys known so far go on to work
        }
    }
}
