using System.Net;
using Prenup.Core.Keys;
using Prenup.Sandbox;
using Prenup.Sandbox.Aws;
using Xunit;

namespace Prenup.FunctionalTests.Bedrock;

/// <summary>AWS's standard chain, each place in turn, in a process whose environment is its own.</summary>
public sealed class ChainTests
{
    [Theory]
    [InlineData("environment", null)]
    [InlineData("web-identity", AwsSource.WebIdentity)]
    [InlineData("profile", null)]
    [InlineData("sso", AwsSource.Sso)]
    [InlineData("container", AwsSource.Container)]
    [InlineData("instance", AwsSource.InstanceMetadata)]
    public async Task Credentials_are_found_where_aws_tools_look_for_them(string place, AwsSource? source)
    {
        await using var clouds = await AwsWorld.CloudsAsync();
        var folder = Directory.CreateTempSubdirectory("prenup-aws-").FullName;
        var environment = Bare(folder).Concat(Environment(place, clouds.Aws, folder)).ToArray();
        var (gateway, address) = await ChildGateway.StartAsync(folder, Yaml(clouds), environment);
        await using (gateway)
        {
            using var client = new TestClient(address);
            using var reply = await client.PostAsync(Requests.ResponsesPath, Requests.Responses("m"));
            var text = await TestClient.TextAsync(reply);
            Assert.True(reply.StatusCode == HttpStatusCode.OK, text + gateway.Output);
            Assert.Equal(1, source is { } from ? clouds.Aws.Credentials.Issued(from) : 1);
        }
        Directory.Delete(folder, recursive: true);
    }

    // Nothing of the machine's own: no home, no files, no metadata.
    private static IEnumerable<(string Name, string Value)> Bare(string folder) =>
        [
            ("HOME", folder),
            ("AWS_SHARED_CREDENTIALS_FILE", Path.Combine(folder, "credentials")),
            ("AWS_CONFIG_FILE", Path.Combine(folder, "config")),
            ("AWS_ACCESS_KEY_ID", ""),
            ("AWS_PROFILE", ""),
            ("HTTP_PROXY", "http://127.0.0.1:9"), // never used
        ];

    private static (string Name, string Value)[] Environment(string place, SandboxAws aws, string folder)
    {
        var identity = aws.Identity.Address.AbsoluteUri.TrimEnd('/');
        var keys = aws.Options.LongTerm;
        switch (place)
        {
            case "environment":
                return [("AWS_ACCESS_KEY_ID", keys.AccessKeyId), ("AWS_SECRET_ACCESS_KEY", keys.SecretAccessKey)];
            case "web-identity":
                return
                [
                    ("AWS_WEB_IDENTITY_TOKEN_FILE", Write(folder, "token", aws.Options.WebIdentityToken)),
                    ("AWS_ROLE_ARN", aws.Options.RoleArn),
                    ("AWS_ENDPOINT_URL_STS", identity),
                ];
            case "profile":
                Write(
                    folder,
                    "credentials",
                    $"[default]\naws_access_key_id = {keys.AccessKeyId}\naws_secret_access_key = {keys.SecretAccessKey}\n"
                );
                return [];
            case "sso":
                WriteSso(folder, aws);
                return [("AWS_ENDPOINT_URL_SSO", identity)];
            case "container":
                return
                [
                    ("AWS_CONTAINER_CREDENTIALS_FULL_URI", identity + "/v2/credentials/task"),
                    ("AWS_CONTAINER_AUTHORIZATION_TOKEN", aws.Options.ContainerToken),
                ];
            default:
                return [("AWS_EC2_METADATA_SERVICE_ENDPOINT", identity)];
        }
    }

    private static void WriteSso(string folder, SandboxAws aws)
    {
        const string start = "https://acme.awsapps.com/start";
        var options = aws.Options;
        Write(
            folder,
            "config",
            $"[default]\nsso_start_url = {start}\nsso_region = {options.Region}\nsso_account_id = {options.AccountId}\nsso_role_name = {options.RoleName}\n"
        );
        // Where `aws sso login` leaves the token.
        var cache = Path.Combine(folder, ".aws", "sso", "cache");
        Directory.CreateDirectory(cache);
        const string hash = "40169cea58ca6cbf23fb27b2542923fb5f524af0"; // SHA-1 of the address
        Write(
            cache,
            hash + ".json",
            $$"""{"startUrl":"{{start}}","region":"{{options.Region}}","accessToken":"{{options.SsoToken}}","expiresAt":"2099-01-01T00:00:00Z"}"""
        );
    }

    private static string Write(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Yaml(SandboxClouds clouds) =>
        $$"""
            listen: [ { url: http://127.0.0.1:0 } ]
            data: ./data
            accounts: { aws: { cloud: bedrock, host: runtime, region: us-east-2, endpoint: {{clouds.Aws.Runtime.Address}}, aws: {} } }
            models: { m: { offers: [ { name: o, account: aws, model: us.openai.gpt-5.6-sol, price: test/none } ] } }
            prices: { unknown: flag }
            projects: { one: {} }
            keys: { one: { hash: "{{KeyHash.Of(TestGateway.Key)}}", project: one } }
            """;
}
