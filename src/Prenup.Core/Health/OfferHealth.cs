using System.Collections.Concurrent;

namespace Prenup.Core.Health;

/// <summary>What is known of each offer's health, by its stable name; outlives a reload of the configuration.</summary>
public sealed class OfferHealth
{
    private readonly ConcurrentDictionary<string, Cooldown> _cooling = new(StringComparer.Ordinal);

    /// <summary>Whether any offer has ever cooled: the common case needs no look-up per offer.</summary>
    public bool AnyCooling => !_cooling.IsEmpty;

    /// <summary>Lets an offer rest. Of two cooldowns the later one counts: a shorter wait never cuts a longer one.</summary>
    public void Cool(string offer, DateTimeOffset until, string reason, bool rate) =>
        _cooling.AddOrUpdate(
            offer,
            static (_, next) => next,
            static (_, current, next) => next.Until > current.Until ? next : current,
            new Cooldown(until, reason, rate)
        );

    /// <summary>The offer's cooldown at an instant, or null where it may be asked.</summary>
    public Cooldown? At(string offer, DateTimeOffset now) =>
        _cooling.TryGetValue(offer, out var cooldown) && cooldown.Until > now ? cooldown : null;
}
