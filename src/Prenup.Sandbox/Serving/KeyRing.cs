using System.Collections.Immutable;

namespace Prenup.Sandbox.Serving;

/// <summary>The API keys that a cloud accepts at this moment: one at first; more while keys are being rotated. Thread-safe.</summary>
public sealed class KeyRing(string first)
{
    private ImmutableHashSet<string> _keys = [first];

    /// <summary>Takes no key.</summary>
    internal static KeyRing Empty => new("");

    /// <summary>The key that is accepted at the begin.</summary>
    public string First => first;

    /// <summary>Accepts this key too, from now on.</summary>
    public void Add(string key) => ImmutableInterlocked.Update(ref _keys, static (keys, k) => keys.Add(k), key);

    /// <summary>Refuses this key from now on.</summary>
    public void Remove(string key) => ImmutableInterlocked.Update(ref _keys, static (keys, k) => keys.Remove(k), key);

    /// <summary>Whether the key is accepted.</summary>
    public bool Accepts(string? key) => !string.IsNullOrEmpty(key) && _keys.Contains(key);
}
