using Prenup.Core.Keys;
using Prenup.Core.Ports;

namespace Prenup.Credentials;

/// <summary>Keys from the configuration: the first, and when the cloud refuses it the next, around and around.</summary>
internal sealed class KeySource(IReadOnlyList<Secret> keys) : ICredentialSource
{
    private int _next = -1;

    public bool Renews => keys.Count > 1;

    public ValueTask<IssuedCredential> FetchAsync(CancellationToken cancellation)
    {
        _next = (_next + 1) % keys.Count;
        return new(new IssuedCredential(keys[_next], DateTimeOffset.MaxValue));
    }
}
