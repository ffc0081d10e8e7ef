using Prenup.Core.Keys;

namespace Prenup.Stores.Keys;

/// <summary>A key as it is stored: the key itself is not.</summary>
/// <param name="Key">Who it is and what it may do.</param>
/// <param name="Prefix">Its first characters, to tell it from others: <c>pn-Ab3x</c>.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Revoked">When it was revoked; null while it is valid.</param>
public sealed record StoredKey(VirtualKey Key, string Prefix, DateTimeOffset Created, DateTimeOffset? Revoked)
{
    /// <summary>When it was last let in, to the minute; null where it never was.</summary>
    public DateTimeOffset? LastUsed { get; init; }
}
