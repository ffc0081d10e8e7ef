using Prenup.Core.Offers;
using Prenup.Core.Offers.Credentials;

namespace Prenup.Gateway.Sending.Signing;

/// <summary>Which signer an account's cloud and credential ask for.</summary>
internal static class Signers
{
    public static ISigner For(Account account, LiveCredential credential) =>
        (account.Cloud, account.Credential) switch
        {
            (_, NoCredential) => new OpenSigner(),
            (Cloud.Azure, KeyCredential) => new HeaderSigner("api-key", "", credential),
            _ => new HeaderSigner("authorization", "Bearer ", credential),
        };
}
