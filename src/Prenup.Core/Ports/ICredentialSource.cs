namespace Prenup.Core.Ports;

/// <summary>Where an account's credential comes from: one implementation for each kind, most of them on a vendor's library.</summary>
public interface ICredentialSource
{
    /// <summary>Whether fetching again, after a cloud refused the last one, may bring another.</summary>
    bool Renews { get; }

    /// <summary>
    /// Fetches a credential anew, from whoever issues it. Called ahead of the last one's end, one call at a time; who waits for
    /// it is not this method's concern.
    /// </summary>
    /// <exception cref="CredentialException">None can be had now; the message says who refused and what to do, and holds no secret.</exception>
    ValueTask<IssuedCredential> FetchAsync(CancellationToken cancellation);
}
