using System.Globalization;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Amazon.SSO;
using Amazon.SSO.Model;
using Prenup.Sandbox;
using Prenup.Sandbox.Aws;
using Xunit;

namespace Prenup.FunctionalTests.Sandbox.Aws;

/// <summary>Where session credentials come from, asked by AWS's own clients where there are any.</summary>
public sealed class IdentityTests(AwsClouds clouds) : IClassFixture<AwsClouds>
{
    private SandboxAws Aws => clouds.Aws;

    private CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signed_caller_assumes_the_role()
    {
        long before = Aws.Credentials.Issued(AwsSource.AssumeRole);
        using AmazonSecurityTokenServiceClient sts = Sts(Aws.Options.LongTerm.SecretAccessKey);
        var request = new AssumeRoleRequest { RoleArn = Aws.Options.RoleArn, RoleSessionName = "gateway" };
        AssumeRoleResponse reply = await sts.AssumeRoleAsync(request, Stop);

        Assert.EndsWith(":assumed-role/sandbox-role/gateway", reply.AssumedRoleUser.Arn, StringComparison.Ordinal);
        Assert.Equal(before + 1, Aws.Credentials.Issued(AwsSource.AssumeRole));
        await AssertOpensAsync(
            new(reply.Credentials.AccessKeyId, reply.Credentials.SecretAccessKey, reply.Credentials.SessionToken)
        );
        using AmazonSecurityTokenServiceClient wrong = Sts("another-secret");
        var refused = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() =>
            wrong.AssumeRoleAsync(request, Stop)
        );
        Assert.Equal("SignatureDoesNotMatch", refused.ErrorCode);
        request.RoleArn += "-of-others";
        refused = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() =>
            sts.AssumeRoleAsync(request, Stop)
        );
        Assert.Equal("AccessDenied", refused.ErrorCode);
    }

    [Fact]
    public async Task A_web_identity_assumes_the_role_with_its_token()
    {
        using AmazonSecurityTokenServiceClient sts = Sts("unused");
        var request = new AssumeRoleWithWebIdentityRequest
        {
            RoleArn = Aws.Options.RoleArn,
            RoleSessionName = "gateway",
            WebIdentityToken = Aws.Options.WebIdentityToken,
        };
        var reply = await sts.AssumeRoleWithWebIdentityAsync(request, Stop);

        await AssertOpensAsync(
            new(reply.Credentials.AccessKeyId, reply.Credentials.SecretAccessKey, reply.Credentials.SessionToken)
        );
        request.WebIdentityToken = "another";
        await Assert.ThrowsAsync<InvalidIdentityTokenException>(() =>
            sts.AssumeRoleWithWebIdentityAsync(request, Stop)
        );
    }

    [Fact]
    public async Task The_sso_portal_gives_credentials_for_its_token()
    {
        var config = new AmazonSSOConfig { ServiceURL = Aws.Identity.Address.ToString(), MaxErrorRetry = 0 };
        using var sso = new AmazonSSOClient(new AnonymousAWSCredentials(), config);
        var request = new GetRoleCredentialsRequest
        {
            AccessToken = Aws.Options.SsoToken,
            AccountId = Aws.Options.AccountId,
            RoleName = Aws.Options.RoleName,
        };
        RoleCredentials given = (await sso.GetRoleCredentialsAsync(request, Stop)).RoleCredentials;

        await AssertOpensAsync(new(given.AccessKeyId, given.SecretAccessKey, given.SessionToken));
        request.AccessToken = "another";
        await Assert.ThrowsAsync<UnauthorizedException>(() => sso.GetRoleCredentialsAsync(request, Stop));
    }

    [Fact]
    public async Task Container_and_instance_give_credentials_to_who_has_their_token()
    {
        using var http = new HttpClient { BaseAddress = Aws.Identity.Address };
        string container = await GetAsync(http, "v2/credentials/task", ("Authorization", Aws.Options.ContainerToken));
        const string role = "latest/meta-data/iam/security-credentials/";
        using var put = new HttpRequestMessage(HttpMethod.Put, "latest/api/token")
        {
            Headers = { { "X-aws-ec2-metadata-token-ttl-seconds", "60" } },
        };
        using HttpResponseMessage answer = await http.SendAsync(put, Stop);
        string token = await answer.Content.ReadAsStringAsync(Stop);
        (string, string) header = ("X-aws-ec2-metadata-token", token);
        string name = await GetAsync(http, role, header);
        string instance = await GetAsync(http, role + name, header);

        await AssertOpensAsync(Read(container));
        await AssertOpensAsync(Read(instance));
        Assert.Equal("401", await GetAsync(http, role, ("X-aws-ec2-metadata-token", "another")));
        Assert.Equal("401", await GetAsync(http, "v2/credentials/task", ("Authorization", "another")));
    }

    [Fact]
    public async Task Credentials_of_a_second_are_refused_after_it()
    {
        await using SandboxClouds own = await AwsClouds.StartAsync(
            new() { CredentialLifetime = TimeSpan.FromSeconds(1) }
        );
        AwsCredentials issued = own.Aws.Credentials.Issue();

        Assert.True(issued.ExpiresAt - DateTimeOffset.UtcNow <= TimeSpan.FromSeconds(1));
        RawAnswer answer;
        do
        {
            answer = await SignedRequest.ToRuntime(own.Aws, issued).SendAsync();
        } while (answer.Status == 200);
        Assert.Contains("ExpiredTokenException", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_processes_control_the_credentials_too()
    {
        await using SandboxClouds own = await AwsClouds.StartAsync();
        using var http = new HttpClient { BaseAddress = own.Aws.Identity.Address };
        AwsCredentials issued = own.Aws.Credentials.Issue();
        using (await http.PostAsync(new Uri("_aws/expire", UriKind.Relative), null, Stop)) { }

        Assert.Equal(403, (await SignedRequest.ToRuntime(own.Aws, issued).SendAsync()).Status);
        using var lifetime = new StringContent("""{"milliseconds":1000}""");
        using (await http.PostAsync(new Uri("_aws/lifetime", UriKind.Relative), lifetime, Stop)) { }
        Assert.Equal(TimeSpan.FromSeconds(1), own.Aws.Credentials.Lifetime);
        Assert.Contains("\"Test\":1", await GetAsync(http, "_aws/issued"), StringComparison.Ordinal);
    }

    private AmazonSecurityTokenServiceClient Sts(string secret) =>
        new(
            new BasicAWSCredentials(Aws.Options.LongTerm.AccessKeyId, secret),
            new AmazonSecurityTokenServiceConfig
            {
                ServiceURL = Aws.Identity.Address.ToString(),
                AuthenticationRegion = "us-east-2",
                MaxErrorRetry = 0,
            }
        );

    private async Task AssertOpensAsync(AwsCredentials credentials) =>
        Assert.Equal(200, (await SignedRequest.ToMantle(Aws, credentials).SendAsync()).Status);

    private async Task<string> GetAsync(HttpClient http, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using HttpResponseMessage answer = await http.SendAsync(request, Stop);
        return answer.IsSuccessStatusCode
            ? await answer.Content.ReadAsStringAsync(Stop)
            : ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
    }

    private static AwsCredentials Read(string text)
    {
        var json = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.True(json.GetProperty("Expiration").GetDateTimeOffset() > DateTimeOffset.UtcNow);
        return new(
            json.GetProperty("AccessKeyId").GetString()!,
            json.GetProperty("SecretAccessKey").GetString()!,
            json.GetProperty("Token").GetString()
        );
    }
}
