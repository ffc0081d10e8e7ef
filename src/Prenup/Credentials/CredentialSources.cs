using Prenup.Core.Keys;
using Prenup.Core.Offers;
using Prenup.Core.Offers.Credentials;
using Prenup.Core.Ports;
using Prenup.Credentials.Aws;
using Prenup.Gateway.Sending;

namespace Prenup.Credentials;

/// <summary>Which source an account's credential comes from.</summary>
/// <param name="clock">Where time comes from.</param>
public sealed class CredentialSources(TimeProvider clock)
{
    // TCP and TLS to an issuer of tokens; the fetch as a whole has a bound of its own.
    private static readonly TimeSpan Connect = TimeSpan.FromSeconds(10);

    /// <summary>The account's source. Whoever issues its tokens is reached as its cloud is.</summary>
    /// <exception cref="CredentialException">A certificate's file of its network settings cannot be read.</exception>
    public ICredentialSource For(Account account) =>
        account.Credential switch
        {
            KeyCredential keys => new KeySource(keys.Keys),
            AwsCredential aws => new AwsSource(aws, account.Region!, Handler(account)),
            NoCredential => new KeySource([new Secret("")]),
            TokenFileCredential file => new TokenFileSource(file.Path, clock),
            EntraCredential entra => new EntraSource(entra, Handler(account), clock),
            GoogleCredential google => new GoogleSource(google, Handler(account), clock),
            IbmCredential ibm => new IbmSource(ibm, Handler(account), clock),
            var other => throw new InvalidOperationException($"no source for {other.GetType().Name}"),
        };

    private static SocketsHttpHandler Handler(Account account) => AccountHandler.Make(account.Network, Connect);
}
