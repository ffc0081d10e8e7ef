using Prenup.Core.Ports;

namespace Prenup.Gateway.Sending.Signing;

/// <summary>Puts what proves who is asking on a request, in one cloud's way.</summary>
internal interface ISigner
{
    /// <summary>Signs a request that is otherwise complete. The credential it used is returned, to be refused if the cloud does.</summary>
    /// <param name="request">The request; its URL, method and other headers do not change any more.</param>
    /// <param name="body">What will be sent; null for nothing.</param>
    /// <param name="cancellation">Ends the wait for a credential, never the fetching of it.</param>
    /// <exception cref="CredentialException">No credential can be had.</exception>
    ValueTask<IssuedCredential> SignAsync(
        HttpRequestMessage request,
        SplicedContent? body,
        CancellationToken cancellation
    );

    /// <summary>The cloud refused this credential. True where another try would use another one.</summary>
    bool Refuse(IssuedCredential credential);
}
