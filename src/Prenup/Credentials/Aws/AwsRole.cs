using System.Text;
using Amazon;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Prenup.Core.Keys;
using Prenup.Core.Offers.Credentials;
using Prenup.Core.Ports;

namespace Prenup.Credentials.Aws;

/// <summary>Takes a role at AWS's Security Token Service, at the region's address or the configured one.</summary>
/// <param name="credential">The role.</param>
/// <param name="region">The region: <c>us-east-2</c>.</param>
/// <param name="clients">How it is reached.</param>
internal sealed class AwsRole(AwsCredential credential, string region, AwsClients clients)
{
    // What AWS's audit trail shows as the one who acts.
    private const string Session = "prenup";

    /// <summary>Takes it with other credentials.</summary>
    public async Task<IssuedCredential> TakeAsync(AWSCredentials own, CancellationToken cancellation)
    {
        using var client = new AmazonSecurityTokenServiceClient(own, Service());
        var request = new AssumeRoleRequest
        {
            RoleArn = credential.RoleArn,
            RoleSessionName = Session,
            ExternalId = credential.ExternalId,
        };
        return Issued((await client.AssumeRoleAsync(request, cancellation)).Credentials);
    }

    /// <summary>Takes it with a web identity's token, which is read again each time: whoever writes the file renews it.</summary>
    public async Task<IssuedCredential> TakeByTokenAsync(string file, CancellationToken cancellation)
    {
        using var client = new AmazonSecurityTokenServiceClient(new AnonymousAWSCredentials(), Service());
        var request = new AssumeRoleWithWebIdentityRequest
        {
            RoleArn = credential.RoleArn,
            RoleSessionName = Session,
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
