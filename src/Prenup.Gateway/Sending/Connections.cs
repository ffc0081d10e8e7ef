using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using Prenup.Core.Offers;
using Prenup.Core.Ports;
using Prenup.Gateway.Sending.Signing;

namespace Prenup.Gateway.Sending;

/// <summary>The pooled connections to each account, and what is fixed about each offer. Never <c>HttpClient</c>: nothing is added behind our back.</summary>
/// <param name="sources">Where an account's credential comes from.</param>
/// <param name="clock">Where time comes from.</param>
public sealed class Connections(Func<Account, ICredentialSource> sources, TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<Account, Lazy<LiveCredential>> _credentials = new();

    private readonly ConcurrentDictionary<(Account Account, TimeSpan Connect), HttpMessageInvoker> _invokers = new();
    private readonly ConditionalWeakTable<Offer, OfferTarget> _targets = [];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var invoker in _invokers.Values)
        {
            invoker.Dispose();
        }
        foreach (var credential in _credentials.Values)
        {
            credential.Value.Dispose();
        }
    }

    internal OfferTarget Target(Offer offer, Timers timers) =>
        _targets.TryGetValue(offer, out var target) ? target : Add(offer, timers);

    private OfferTarget Add(Offer offer, Timers timers)
    {
        var invoker = _invokers.GetOrAdd(
            (offer.Account, timers.Connect),
            static key => new HttpMessageInvoker(Handler(key.Connect))
        );
        var credential = _credentials.GetOrAdd(
            offer.Account,
            account => new Lazy<LiveCredential>(() => new LiveCredential(sources(account), clock))
        );
        return _targets.GetValue(
            offer,
            key => new OfferTarget(key, invoker, Signers.For(key.Account, credential.Value))
        );
    }

    private static SocketsHttpHandler Handler(TimeSpan connect) =>
        new()
        {
            // A redirect would carry the credential to an address that is not in the configuration.
            AllowAutoRedirect = false,
            // Cookies would join one client's exchange to another's.
            UseCookies = false,
            // Bytes pass as they came; decompressing would change them and their length.
            AutomaticDecompression = DecompressionMethods.None,
            // The environment's proxy is not in the configuration.
            UseProxy = false,
            // Tracing headers are the client's and ours, never an accident of the runtime.
            ActivityHeadersPropagator = null,
            // Credentials go by header; nothing is answered to a challenge.
            Credentials = null,
            PreAuthenticate = false,
            ConnectTimeout = connect,
            // Clouds rotate addresses behind a name: a connection is not kept longer than five minutes.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            // Below the 60 s and more after which clouds' front ends close idle ones, so that few are found dead.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(50),
            // Admission bounds the exchanges; a second bound here would only queue out of sight.
            MaxConnectionsPerServer = int.MaxValue,
            EnableMultipleHttp2Connections = true,
            // 64 KiB of response head: a cloud's is below 4.
            MaxResponseHeadersLength = 64,
            // What is left of a reply we gave up on is not worth reading.
            MaxResponseDrainSize = 0,
            Expect100ContinueTimeout = TimeSpan.Zero,
        };
}
