using System.Collections.Frozen;

namespace Prenup.Core.Keys;

/// <summary>Every key there is, as one immutable look-up by hash.</summary>
public sealed class KeyTable
{
    private readonly FrozenDictionary<KeyHash, VirtualKey> _byHash;

    /// <summary>Builds the table.</summary>
    /// <exception cref="ArgumentException">Two keys share a hash.</exception>
    public KeyTable(IEnumerable<VirtualKey> keys)
    {
        All = [.. keys];
        _byHash = All.SelectMany(static key => Hashes(key).Select(hash => (Hash: hash, Key: key)))
            .ToFrozenDictionary(static pair => pair.Hash, static pair => pair.Key);
    }

    /// <summary>A table that lets nobody in.</summary>
    public static KeyTable Empty { get; } = new([]);

    /// <summary>All keys, in the order given.</summary>
    public IReadOnlyList<VirtualKey> All { get; }

    /// <summary>The key with this hash, now or before its last rotation, or null; whether it is valid is not looked at. Takes the same time for known and unknown ones of a table.</summary>
    public VirtualKey? Find(KeyHash hash) => _byHash.GetValueOrDefault(hash);

    /// <summary>The key of this name, or null.</summary>
    public VirtualKey? Named(string name) => All.FirstOrDefault(key => key.Name == name);

    private static IEnumerable<KeyHash> Hashes(VirtualKey key) =>
        key.Previous is { } previous ? [key.Hash, previous.Hash] : [key.Hash];
}
