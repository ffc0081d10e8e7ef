using Prenup.Configuring.Yaml;
using Prenup.Core.Offers;
using Prenup.Core.Offers.Credentials;

namespace Prenup.Configuring.Sections.Accounts;

/// <summary>An account being read: what every cloud's has.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cloud">Its cloud.</param>
/// <param name="Block">What is written about it.</param>
/// <param name="Network">How it is reached.</param>
/// <param name="Plaintext">Whether it may be spoken to by http beyond loopback.</param>
internal sealed record AccountDraft(string Name, Cloud Cloud, Block Block, Network Network, bool Plaintext)
{
    /// <summary>The address at a field; null where it is absent, or after saying what is wrong.</summary>
    public Uri? Endpoint(Field? field) => field?.Endpoint(Plaintext);

    /// <summary>The account; null where a part of it is missing, which was said.</summary>
    public Account? Make(Uri? endpoint, CloudCredential? credential, string? region = null) =>
        endpoint is null || credential is null
            ? null
            : new Account
            {
                Name = Name,
                Cloud = Cloud,
                Endpoint = endpoint,
                Region = region,
                Credential = credential,
                Network = Network,
            };
}
