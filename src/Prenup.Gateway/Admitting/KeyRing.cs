using Prenup.Core.Keys;

namespace Prenup.Gateway.Admitting;

/// <summary>Every key made by command or API; those that the configuration declares come with it.</summary>
public sealed class KeyRing
{
    private volatile KeyTable _made = KeyTable.Empty;

    /// <summary>Replaces the keys, at once for new exchanges.</summary>
    public void Replace(KeyTable made) => _made = made;

    /// <summary>The key of this name, or null.</summary>
    public VirtualKey? Named(string name) => _made.Named(name);

    /// <summary>All of them.</summary>
    public IReadOnlyList<VirtualKey> All => _made.All;

    /// <summary>The key with this hash, or null.</summary>
    public VirtualKey? Find(KeyHash hash) => _made.Find(hash);
}
