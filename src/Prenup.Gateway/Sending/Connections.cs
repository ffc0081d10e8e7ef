using System.Collections.Concurrent;
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
    private readonly Lock _gate = new();
    private List<WeakReference<Catalogue>> _known = [];

    /// <summary>Accounts that have connections or a credential now.</summary>
    public int Accounts => _credentials.Count;

    /// <summary>Takes note of a catalogue before it is in force: what it names is kept for as long as anybody holds it.</summary>
    public void Know(Catalogue catalogue)
    {
        lock (_gate)
        {
            _known.Add(new WeakReference<Catalogue>(catalogue));
        }
    }

    /// <summary>
    /// Lets go of accounts that neither the catalogue in force names nor that of an exchange in flight. An exchange holds its
    /// catalogue to its end, so one that nobody holds is one that nobody can send by: no exchange pays for counting.
    /// </summary>
    public void LetGo()
    {
        lock (_gate)
        {
            var living = new List<WeakReference<Catalogue>>();
            var named = new HashSet<(Account, TimeSpan)>();
            foreach (var reference in _known)
            {
                if (reference.TryGetTarget(out var catalogue))
                {
                    living.Add(reference);
                    named.UnionWith(catalogue.Offers.Select(static offer => (offer.Account, offer.Timers.Connect)));
                }
            }
            _known = living;
            LetGoOthers(named);
        }
    }

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

    internal OfferTarget Target(Offer offer) => _targets.TryGetValue(offer, out var target) ? target : Add(offer);

    private OfferTarget Add(Offer offer)
    {
        var invoker = _invokers.GetOrAdd(
            (offer.Account, offer.Timers.Connect),
            static key => new HttpMessageInvoker(AccountHandler.Make(key.Account.Network, key.Connect))
        );
        var credential = _credentials.GetOrAdd(
            offer.Account,
            account => new Lazy<LiveCredential>(
                () => new LiveCredential(sources(account), clock),
                LazyThreadSafetyMode.PublicationOnly // what fails is tried again
            )
        );
        return _targets.GetValue(
            offer,
            key => new OfferTarget(key, invoker, Signers.For(key.Account, credential.Value, clock))
        );
    }

    private void LetGoOthers(HashSet<(Account Account, TimeSpan Connect)> named)
    {
        foreach (var key in _invokers.Keys)
        {
            if (!named.Contains(key) && _invokers.TryRemove(key, out var invoker))
            {
                invoker.Dispose();
            }
        }
        var accounts = named.Select(static line => line.Account).ToHashSet();
        foreach (var account in _credentials.Keys)
        {
            if (!accounts.Contains(account) && _credentials.TryRemove(account, out var credential))
            {
                credential.Value.Dispose();
            }
        }
    }
}
