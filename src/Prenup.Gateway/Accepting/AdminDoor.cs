using System.Security.Cryptography;
using System.Text;
using Prenup.Core.Faults;
using Prenup.Core.Keys;

namespace Prenup.Gateway.Accepting;

/// <summary>Lets in who has the admin key; while there is none, nobody, wherever the gateway listens.</summary>
/// <param name="key">The admin key; null where none is set.</param>
public sealed class AdminDoor(Secret? key)
{
    private volatile byte[]? _digest = Digest(key);

    /// <summary>Takes another key from now on; null closes the door.</summary>
    public void Replace(Secret? key) => _digest = Digest(key);

    /// <summary>Why this credential does not open the door; null where it does. Takes as long for a near miss as for a far one.</summary>
    internal Fault? Refusal(Credentials credentials)
    {
        if (_digest is not { } digest)
        {
            return Refusals.AdminClosed;
        }
        if (credentials.Key is not { } sent)
        {
            return credentials.Conflicting ? Refusals.KeysConflict : Refusals.AdminKeyMissing;
        }
        return CryptographicOperations.FixedTimeEquals(digest, Digest(sent)) ? null : Refusals.AdminKeyUnknown;
    }

    private static byte[]? Digest(Secret? key) => key is null ? null : Digest(key.Reveal());

    private static byte[] Digest(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
