using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Prenup.Core.Offers;

namespace Prenup.Core.Health;

/// <summary>
/// What is known of each offer's health; outlives a reload of the configuration. An offer is the same one while its name, its
/// account and the cloud's model are the same: renamed or pointed elsewhere, it starts fresh.
/// </summary>
public sealed class OfferHealth
{
    private readonly ConcurrentDictionary<Offer, Cooldown> _cooling = new(new SameOffer());

    /// <summary>Whether any offer has ever cooled: the common case needs no look-up per offer.</summary>
    public bool AnyCooling => !_cooling.IsEmpty;

    /// <summary>Lets an offer rest. Of two cooldowns the later one counts: a shorter wait never cuts a longer one.</summary>
    public void Cool(Offer offer, DateTimeOffset from, TimeSpan rest, string reason, bool rate) =>
        _cooling.AddOrUpdate(
            offer,
            static (_, next) => next,
            static (_, current, next) => next.Until > current.Until || !current.Holds(next.From) ? next : current,
            new Cooldown(from, from + rest, reason, rate)
        );

    /// <summary>The offer's cooldown at an instant, or null where it may be asked.</summary>
    public Cooldown? At(Offer offer, DateTimeOffset now) =>
        _cooling.TryGetValue(offer, out var cooldown) && cooldown.Holds(now) ? cooldown : null;

    /// <summary>Forgets every other offer.</summary>
    public void KeepOnly(IEnumerable<Offer> offers)
    {
        var kept = offers.ToHashSet(_cooling.Comparer);
        foreach (var offer in _cooling.Keys)
        {
            if (!kept.Contains(offer))
            {
                _cooling.TryRemove(offer, out _);
            }
        }
    }

    private sealed class SameOffer : IEqualityComparer<Offer>
    {
        public bool Equals(Offer? x, Offer? y) =>
            ReferenceEquals(x, y)
            || (x is not null && y is not null && x.Name == y.Name && x.Model == y.Model && x.Account == y.Account);

        public int GetHashCode([DisallowNull] Offer obj) => StringComparer.Ordinal.GetHashCode(obj.Name);
    }
}
