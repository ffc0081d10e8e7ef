using Prenup.Core.Keys;

namespace Prenup.Gateway.Admitting;

/// <summary>Every key that opens the gateway now: those of the configuration and those made by command.</summary>
/// <param name="declared">The keys of the configuration.</param>
public sealed class KeyRing(KeyTable declared)
{
    private volatile KeyTable _declared = declared;
    private volatile KeyTable _made = KeyTable.Empty;

    /// <summary>Replaces the keys made by command, at once for new exchanges.</summary>
    public void Replace(KeyTable made) => _made = made;

    /// <summary>Replaces the keys of the configuration.</summary>
    public void ReplaceDeclared(KeyTable keys) => _declared = keys;

    /// <summary>The key with this hash, or null.</summary>
    public VirtualKey? Find(KeyHash hash) => _declared.Find(hash) ?? _made.Find(hash);
}
