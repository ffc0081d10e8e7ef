using System.Collections.Concurrent;

namespace Prenup.Gateway;

/// <summary>What each key has in use, by its stable name; outlives a reload.</summary>
public sealed class KeyUses
{
    private readonly ConcurrentDictionary<string, KeyUse> _uses = new(StringComparer.Ordinal);

    /// <summary>The one key's.</summary>
    public KeyUse Of(string key) => _uses.GetOrAdd(key, static _ => new KeyUse());

    /// <summary>The keys that were let in after a time, and when they last were.</summary>
    public IReadOnlyList<(string Key, DateTimeOffset At)> After(DateTimeOffset time) =>
        [.. from use in _uses let last = use.Value.Last where last > time select (use.Key, last.Value)];
}
