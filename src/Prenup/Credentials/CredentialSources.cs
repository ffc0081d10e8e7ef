using Prenup.Core.Keys;
using Prenup.Core.Offers;
using Prenup.Core.Offers.Credentials;
using Prenup.Core.Ports;

namespace Prenup.Credentials;

/// <summary>Which source an account's credential comes from.</summary>
public static class CredentialSources
{
    /// <summary>The account's source.</summary>
    public static ICredentialSource For(Account account) =>
        account.Credential switch
        {
            KeyCredential keys => new KeySource(keys.Keys),
            NoCredential => new KeySource([new Secret("")]),
            var other => throw new InvalidOperationException($"no source for {other.GetType().Name}"),
        };
}
