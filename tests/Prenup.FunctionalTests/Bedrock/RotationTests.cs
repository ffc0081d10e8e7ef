using System.Net;
using Prenup.Sandbox;
using Prenup.Sandbox.Aws;
using Xunit;

namespace Prenup.FunctionalTests.Bedrock;

/// <summary>Credentials that end, are revoked or cannot be had, under load.</summary>
public sealed class RotationTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task B17_Credentials_that_expire_under_load_are_renewed_once_and_nobody_notices()
    {
        await using var gateway = await RoleAsync();
        var credentials = gateway.Clouds.Aws.Credentials;
        for (var rotation = 1; rotation <= Rounds; rotation++)
        {
            var before = await AskAsync(gateway, 50);
            credentials.ExpireAll();
            var after = await AskAsync(gateway, 50);
            Assert.All(before.Concat(after), static status => Assert.Equal(HttpStatusCode.OK, status));
            // The first, and one for each time that all had expired: however many noticed at once.
            Assert.Equal(1 + rotation, credentials.Issued(AwsSource.AssumeRole));
        }
    }

    [Fact]
    public async Task B17_Credentials_that_expire_while_requests_are_in_flight_fail_none()
    {
        await using var gateway = await RoleAsync();
        for (var rotation = 0; rotation < Rounds; rotation++)
        {
            // At most one end of the credentials falls into the life of any request, however slow the machine is.
            var asking = AskAsync(gateway, 100);
            gateway.Clouds.Aws.Credentials.ExpireAll();
            Assert.All(await asking, static status => Assert.Equal(HttpStatusCode.OK, status));
        }
        await AwsWorld.AssertSettledAsync(gateway);
    }

    [Fact]
    public async Task Keys_that_are_written_down_and_revoked_are_refused_without_another_try()
    {
        await using var gateway = await AwsWorld.StartAsync();
        gateway.Clouds.Aws.Credentials.Revoke(gateway.Clouds.Aws.Options.LongTerm.AccessKeyId);
        using var client = new TestClient(gateway.Address);
        using var reply = await client.PostAsync(Requests.ResponsesPath, Requests.Responses(AwsWorld.OnRuntime));
        var text = await TestClient.TextAsync(reply);
        Assert.Equal(HttpStatusCode.BadGateway, reply.StatusCode);
        Assert.Contains("upstream_credentials", text, StringComparison.Ordinal);
        Assert.Single(gateway.Clouds.Aws.Runtime.Calls);
    }

    [Fact]
    public async Task A_role_that_aws_does_not_give_is_said_and_nothing_is_sent()
    {
        var clouds = await AwsWorld.CloudsAsync();
        await using var gateway = await AwsWorld.StartAsync(
            clouds,
            $"{AwsWorld.LongTerm(clouds)}, role: \"arn:aws:iam::1:role/another\", token-endpoint: {clouds.Aws.Identity.Address}"
        );
        using var client = new TestClient(gateway.Address);
        using var reply = await client.PostAsync(Requests.ResponsesPath, Requests.Responses(AwsWorld.OnRuntime));
        var text = await TestClient.TextAsync(reply);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.StatusCode);
        Assert.Contains("upstream_credential_unavailable", text, StringComparison.Ordinal);
        Assert.Contains("aws-runtime", text, StringComparison.Ordinal);
        Assert.Empty(gateway.Clouds.Aws.Runtime.Calls);
    }

    // Real time, so not among the tests that must never depend on it.
    [Fact]
    public async Task B17_Credentials_renewed_every_second_under_100_requests_a_second_fail_none()
    {
        Assert.SkipUnless(IsDeep, "PRENUP_DEEP is not set");
        var clouds = await AwsWorld.CloudsAsync(new SandboxAwsOptions { CredentialLifetime = Second * 4 / 3 });
        await using var gateway = await AwsWorld.StartAsync(clouds, AwsWorld.Role(clouds));
        using var client = new TestClient(gateway.Address);
        using var ticks = new PeriodicTimer(Second / 100);
        var asking = new List<Task<HttpStatusCode>>();
        while (asking.Count < 1000 && await ticks.WaitForNextTickAsync(TestContext.Current.CancellationToken))
        {
            asking.Add(OneAsync(client));
        }
        Assert.All(await Task.WhenAll(asking), static status => Assert.Equal(HttpStatusCode.OK, status));
        var issued = clouds.Aws.Credentials.Issued(AwsSource.AssumeRole);
        var attempts = (await gateway.AttemptsAsync()).Count;
        output.WriteLine($"{asking.Count} requests in {attempts} attempts, {issued} credentials");
        Assert.True(issued >= 8);
    }

    private static bool IsDeep => Environment.GetEnvironmentVariable("PRENUP_DEEP") == "1";

    private static int Rounds => IsDeep ? 30 : 3;

    private static async Task<TestGateway> RoleAsync()
    {
        SandboxClouds clouds = await AwsWorld.CloudsAsync();
        return await AwsWorld.StartAsync(clouds, AwsWorld.Role(clouds));
    }

    private static async Task<IReadOnlyList<HttpStatusCode>> AskAsync(TestGateway gateway, int count)
    {
        using var client = new TestClient(gateway.Address);
        return await Task.WhenAll(Enumerable.Range(0, count).Select(_ => OneAsync(client)));
    }

    private static async Task<HttpStatusCode> OneAsync(TestClient client)
    {
        using var reply = await client.PostAsync(Requests.ResponsesPath, Requests.Responses(AwsWorld.OnRuntime));
        await TestClient.TextAsync(reply);
        return reply.StatusCode;
    }
}
