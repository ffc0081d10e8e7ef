using Prenup.Core.Keys;
using Prenup.Core.Ports;

namespace Prenup.Gateway.Sending.Signing;

/// <summary>Nothing is added: the server asks nobody who they are.</summary>
internal sealed class OpenSigner : ISigner
{
    private static readonly IssuedCredential Nothing = new(new Secret(""), DateTimeOffset.MaxValue);

    public ValueTask<IssuedCredential> SignAsync(
        HttpRequestMessage request,
        SplicedContent? body,
        CancellationToken cancellation
    ) => new(Nothing);

    public bool Refuse(IssuedCredential refused) => false;
}
