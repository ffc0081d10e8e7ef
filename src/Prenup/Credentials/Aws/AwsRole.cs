using System.Text;
using Amazon;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Prenup.Core.Keys;
using Prenup.Core.Offers.Credentials;
using Prenup.Core.Ports;

namespace Prenup.Credentials.Aws;

/// <summary>Takes roles at AWS's Security Token Service, at the region's address or the configured one.</summary>
/// <param name="credential">The configured role, if any, and the service's address.</param>
/// <param name="region">The region: <c>us-east-2</c>.</param>
/// <param name="clients">How it is reached.</param>
internal sealed class AwsRole(AwsCredential credential, string region, AwsClients clients)
{
    // What AWS's audit trail shows as the one who acts.
    private const string Session = "prenup";

    /// <summary>Takes the configured role with other credentials.</summary>
    public Task<IssuedCredential> TakeAsync(AWSCredentials own, CancellationToken cancellation) =>
        TakeAsync(
            own,
            new AssumeRoleRequest
            {
                RoleArn = credential.RoleArn,
                RoleSessionName = Session,
                ExternalId = credential.ExternalId,
            },
            cancellation
        );

    /// <summary>Takes a profile's role with the credentials that the profile takes it with.</summary>
    public Task<IssuedCredential> TakeAsync(
        AWSCredentials own,
        AssumeRoleAWSCredentials profile,
        CancellationToken cancellation
    ) =>
        profile.Options?.MfaSerialNumber is { Length: > 0 }
            ? throw new CredentialException("the AWS profile's role wants a one-time code, which nobody can type here")
            : TakeAsync(
                own,
                new AssumeRoleRequest
                {
                    RoleArn = profile.RoleArn,
                    RoleSessionName = profile.RoleSessionName,
                    ExternalId = profile.Options?.ExternalId,
                },
                cancellation
            );

    /// <summary>Takes the configured role with a web identity's token, which is read again each time: whoever writes the file renews it.</summary>
    public Task<IssuedCredential> TakeByTokenAsync(string file, CancellationToken cancellation) =>
        TakeByTokenAsync(file, credential.RoleArn!, Session, cancellation);

    /// <summary>Takes a role with the token of the web identity that a profile or the environment names.</summary>
    public Task<IssuedCredential> TakeByTokenAsync(
        AssumeRoleWithWebIdentityCredentials named,
        CancellationToken cancellation
    ) => TakeByTokenAsync(named.WebIdentityTokenFile, named.RoleArn, named.RoleSessionName, cancellation);

    private async Task<IssuedCredential> TakeAsync(
        AWSCredentials own,
        AssumeRoleRequest request,
        CancellationToken cancellation
    )
    {
        using var client = new AmazonSecurityTokenServiceClient(own, Service());
        return Issued((await client.AssumeRoleAsync(request, cancellation)).Credentials);
    }

    private async Task<IssuedCredential> TakeByTokenAsync(
        string file,
        string role,
        string session,
        CancellationToken cancellation
    )
    {
        using var client = new AmazonSecurityTokenServiceClient(new AnonymousAWSCredentials(), Service());
        var request = new AssumeRoleWithWebIdentityRequest
        {
            RoleArn = role,
            RoleSessionName = session is { Length: > 0 } ? session : Session,
            WebIdentityToken = await ReadAsync(file, cancellation),
        };
        return Issued((await client.AssumeRoleWithWebIdentityAsync(request, cancellation)).Credentials);
    }

    private AmazonSecurityTokenServiceConfig Service()
    {
        var service = new AmazonSecurityTokenServiceConfig
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(region),
            HttpClientFactory = clients,
        };
        if (credential.TokenEndpoint is { } endpoint)
        {
            service.ServiceURL = endpoint.AbsoluteUri;
            service.AuthenticationRegion = region;
        }
        return service;
    }

    private static async Task<string> ReadAsync(string file, CancellationToken cancellation)
    {
        try
        {
            return (await File.ReadAllTextAsync(file, Encoding.UTF8, cancellation)).Trim();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CredentialException("the file with the web identity's token cannot be read", fault);
        }
    }

    private static IssuedCredential Issued(Amazon.SecurityToken.Model.Credentials issued) =>
        new(new Secret(issued.SecretAccessKey), new DateTimeOffset(issued.Expiration!.Value.ToUniversalTime()))
        {
            AccessKeyId = issued.AccessKeyId,
            SessionToken = new Secret(issued.SessionToken),
        };
}
