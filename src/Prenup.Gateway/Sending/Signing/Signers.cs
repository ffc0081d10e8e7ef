using Prenup.Core.Offers;
using Prenup.Core.Offers.Credentials;
using Prenup.Gateway.Sending.Signing.Aws;

namespace Prenup.Gateway.Sending.Signing;

/// <summary>Which signer an account's cloud and credential ask for.</summary>
internal static class Signers
{
    public static ISigner For(Account account, LiveCredential credential, TimeProvider clock) =>
        (account.Cloud, account.Credential) switch
        {
            (_, NoCredential) => new OpenSigner(),
            (Cloud.Azure, KeyCredential) => new HeaderSigner("api-key", "", credential),
            (Cloud.Bedrock, AwsCredential) => new SigV4Signer(account, credential, clock),
            _ => new HeaderSigner("authorization", "Bearer ", credential),
        };
}
