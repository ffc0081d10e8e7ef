namespace Prenup.Core.Offers;

/// <summary>
/// Which account made which sealed state, by fingerprint. Kept in memory and bounded: what was forgotten, or made before a
/// restart, goes to any offer, and a cloud that cannot read it says so.
/// </summary>
/// <param name="capacity">Fingerprints kept at least; twice as many at most.</param>
public sealed class SealedOrigins(int capacity)
{
    private readonly Lock _lock = new();
    private Dictionary<UInt128, string> _young = [];
    private Dictionary<UInt128, string> _old = [];

    /// <summary>Notes that an account made this state.</summary>
    public void Note(UInt128 fingerprint, string account)
    {
        lock (_lock)
        {
            if (_young.Count >= capacity)
            {
                (_old, _young) = (_young, []);
            }
            _young[fingerprint] = account;
        }
    }

    /// <summary>The account that made this state, or null where it is not known.</summary>
    public string? Find(UInt128 fingerprint)
    {
        lock (_lock)
        {
            return _young.GetValueOrDefault(fingerprint) ?? _old.GetValueOrDefault(fingerprint);
        }
    }
}
