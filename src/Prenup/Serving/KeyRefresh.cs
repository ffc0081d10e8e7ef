using Microsoft.Extensions.Logging;
using Prenup.Core.Keys;
using Prenup.Gateway.Admitting;
using Prenup.Stores.Keys;

namespace Prenup.Serving;

/// <summary>Brings keys that were made or revoked by command into the running gateway, within a second.</summary>
public sealed partial class KeyRefresh : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(900);
    private readonly KeyStore _store;
    private readonly KeyRing _ring;
    private readonly Lock _loading = new();
    private readonly ILogger _log;
    private readonly PeriodicTimer _timer;
    private readonly Task _loop;
    private long _seen;

    /// <summary>Loads the keys once, then looks for changes.</summary>
    public KeyRefresh(string folder, KeyRing ring, TimeProvider clock, ILogger<KeyRefresh> log)
    {
        (_ring, _log) = (ring, log);
        _store = KeyStore.Open(folder, clock);
        _timer = new PeriodicTimer(Every, clock);
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
        _store.Dispose();
    }

    private async Task LoopAsync()
    {
        while (await _timer.WaitForNextTickAsync())
        {
            try
            {
                if (_store.Version != _seen)
                {
                    Load();
                }
            }
            catch (Exception fault) when (fault is Microsoft.Data.Sqlite.SqliteException or IOException)
            {
                LogUnreadable(fault); // the keys known so far go on to work
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The key store cannot be read; known keys go on to work")]
    private partial void LogUnreadable(Exception fault);
}
