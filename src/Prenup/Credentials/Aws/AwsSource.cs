using Amazon.Runtime;
using Prenup.Core.Keys;
using Prenup.Core.Offers.Credentials;
using Prenup.Core.Ports;

namespace Prenup.Credentials.Aws;

/// <summary>
/// AWS access keys, by AWS's own library. Every fetch builds the library's credentials anew, so that nothing of theirs refreshes
/// beside us, and a profile or an environment that changed is read again.
/// </summary>
/// <param name="credential">The credential as configured.</param>
/// <param name="region">The region whose token service is asked: <c>us-east-2</c>.</param>
/// <param name="handler">The account's connections; disposed with this.</param>
internal sealed class AwsSource(AwsCredential credential, string region, HttpMessageHandler handler)
    : ICredentialSource,
        IDisposable
{
    private const string Check = "the account's 'aws' settings and what AWS allows them";

    private readonly AwsRole _role = new(credential, region, new AwsClients(handler));

    // Keys that stand in the configuration are the same again; whatever is kept elsewhere may have been rotated there.
    public bool Renews => credential.AccessKeyId is null || credential.RoleArn is not null;

    // The library blocks in places and cannot be cancelled everywhere: it works aside, and who waits for it may leave.
    public async ValueTask<IssuedCredential> FetchAsync(CancellationToken cancellation)
    {
        try
        {
            return await Task.Run(() => FetchNowAsync(cancellation), cancellation).WaitAsync(cancellation);
        }
        catch (AmazonServiceException fault)
        {
            throw IssuerFaults.Refused("AWS", fault.ErrorCode, Check, fault);
        }
        catch (AmazonClientException fault)
        {
            throw IssuerFaults.Refused("AWS", null, Check, fault);
        }
        catch (HttpRequestException fault)
        {
            throw IssuerFaults.Unreachable("AWS", fault);
        }
    }

    public void Dispose() => handler.Dispose();

    private async Task<IssuedCredential> FetchNowAsync(CancellationToken cancellation)
    {
        if (credential.RoleArn is null)
        {
            return await IssueAsync(AwsChain.Find(credential, handler), cancellation);
        }
        return credential.WebIdentityTokenFile is { } file
            ? await _role.TakeByTokenAsync(file, cancellation)
            : await _role.TakeAsync(await OwnAsync(AwsChain.Find(credential, handler), cancellation), cancellation);
    }

    // Roles are taken here, in the account's region and by its connections: the library would ask the machine's metadata service, by
    // connections of its own, in which region it is.
    private async Task<IssuedCredential> IssueAsync(AWSCredentials found, CancellationToken cancellation) =>
        found switch
        {
            AssumeRoleAWSCredentials role => await _role.TakeAsync(
                await OwnAsync(role.SourceCredentials, cancellation),
                role,
                cancellation
            ),
            AssumeRoleWithWebIdentityCredentials web => await _role.TakeByTokenAsync(web, cancellation),
            _ => await KeysAsync(found),
        };

    // What a role is taken with: another role's keys, the container's, or its own.
    private async Task<AWSCredentials> OwnAsync(AWSCredentials found, CancellationToken cancellation)
    {
        switch (found)
        {
            case AssumeRoleAWSCredentials or AssumeRoleWithWebIdentityCredentials:
                var issued = await IssueAsync(found, cancellation);
                return new SessionAWSCredentials(
                    issued.AccessKeyId,
                    issued.Secret.Reveal(),
                    issued.SessionToken!.Reveal()
                );
            case GenericContainerCredentials:
                return new AwsContainer(handler);
            default:
                return found;
        }
    }

    private static async Task<IssuedCredential> KeysAsync(AWSCredentials found)
    {
        if (found is RefreshingAWSCredentials refreshing)
        {
            // The end as issued: when to renew is not the library's concern.
            (refreshing.PreemptExpiryTime, refreshing.ExpirationBuffer) = (TimeSpan.Zero, TimeSpan.Zero);
        }
        var keys = await found.GetCredentialsAsync();
        return new IssuedCredential(
            new Secret(keys.SecretKey),
            found.Expiration is { } end ? new DateTimeOffset(end.ToUniversalTime()) : DateTimeOffset.MaxValue
        )
        {
            AccessKeyId = keys.AccessKey,
            SessionToken = keys.UseToken ? new Secret(keys.Token) : null,
        };
    }
}
