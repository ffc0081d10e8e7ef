using Prenup.Core.Keys;
using Xunit;

namespace Prenup.FunctionalTests.Security;

/// <summary>Who hands out a machine's credentials is asked where it is configured, and nobody that it or the environment's proxy names.</summary>
public sealed class IssuerEgressTests
{
    private const string Elsewhere = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

    [Theory]
    [InlineData("container", 302)]
    [InlineData("container", 307)]
    [InlineData("instance", 302)]
    [InlineData("instance", 307)]
    [InlineData("web-identity", 307)]
    [InlineData("sso", 302)]
    public async Task S8_A_machine_s_redirect_is_not_followed_and_the_environment_s_proxy_not_used(
        string place,
        int status
    )
    {
        await using var elsewhere = new RawCloud(Elsewhere);
        await using var proxy = new RawCloud(Elsewhere);
        await using var cloud = new RawCloud(Elsewhere);
        await using var machine = new RawCloud(
            $"HTTP/1.1 {status} Moved\r\nLocation: {elsewhere.Address}token\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        );
        var folder = Directory.CreateTempSubdirectory("prenup-egress-").FullName;
        try
        {
            (string, string)[] environment =
            [
                .. Bare(folder, proxy.Address),
                .. Places(place, folder, machine.Address.AbsoluteUri.TrimEnd('/')),
                .. Dialled.Recorded(folder),
            ];
            var (gateway, address) = await ChildGateway.StartAsync(folder, Yaml(cloud.Address), environment);
            await using (gateway)
            {
                using var client = new TestClient(address);
                await Task.WhenAll(new[] { "aws", "google", "azure" }.Select(model => RefusedAsync(client, model)));
                await gateway.StopAsync();
            }
            Dialled.AssertRecorded(folder, machine.Address);
            Assert.True(machine.Connections >= 3, "the machine was not asked");
            Assert.Equal((0, 0, 0), (elsewhere.Connections, proxy.Connections, cloud.Connections));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RefusedAsync(TestClient client, string model)
    {
        using var reply = await client.PostAsync(Requests.ChatPath, Requests.Chat(model, stream: false));
        Assert.Contains("upstream_credential_unavailable", await TestClient.TextAsync(reply), StringComparison.Ordinal);
    }

    private static (string, string)[] Bare(string folder, Uri proxy) =>
        [
            ("HOME", folder),
            ("AWS_SHARED_CREDENTIALS_FILE", Path.Combine(folder, "credentials")),
            ("AWS_CONFIG_FILE", Path.Combine(folder, "config")),
            ("AWS_ACCESS_KEY_ID", ""),
            ("AWS_PROFILE", ""),
            ("AWS_MAX_ATTEMPTS", "1"),
            ("CLOUDSDK_CONFIG", folder),
            ("GOOGLE_APPLICATION_CREDENTIALS", ""),
            ("http_proxy", proxy.AbsoluteUri),
            ("HTTP_PROXY", proxy.AbsoluteUri),
            ("HTTPS_PROXY", proxy.AbsoluteUri),
            ("ALL_PROXY", proxy.AbsoluteUri),
            ("NO_PROXY", ""),
        ];

    private static IEnumerable<(string, string)> Places(string place, string folder, string machine) =>
        [
            ("GCE_METADATA_HOST", new Uri(machine).Authority),
            ("IDENTITY_ENDPOINT", machine + "/msi/token"),
            ("IDENTITY_HEADER", "a-header-of-this-machine"),
            .. Aws(place, folder, machine),
        ];

    private static (string, string)[] Aws(string place, string folder, string machine)
    {
        switch (place)
        {
            case "container":
                return
                [
                    ("AWS_CONTAINER_CREDENTIALS_FULL_URI", machine + "/v2/credentials/task"),
                    ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "a-token-of-this-container"),
                ];
            case "web-identity":
                File.WriteAllText(Path.Combine(folder, "token"), "a-token-of-this-workload");
                return
                [
                    ("AWS_WEB_IDENTITY_TOKEN_FILE", Path.Combine(folder, "token")),
                    ("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/x"),
                    ("AWS_ENDPOINT_URL_STS", machine),
                ];
            case "sso":
                WriteSso(folder);
                return [("AWS_ENDPOINT_URL_SSO", machine)];
            default:
                return [("AWS_EC2_METADATA_SERVICE_ENDPOINT", machine)];
        }
    }

    private static void WriteSso(string folder)
    {
        const string start = "https://acme.awsapps.com/start";
        const string hash = "40169cea58ca6cbf23fb27b2542923fb5f524af0"; // SHA-1 of the address
        File.WriteAllText(
            Path.Combine(folder, "config"),
            $"[default]\nsso_start_url = {start}\nsso_region = us-east-2\nsso_account_id = 123456789012\nsso_role_name = x\n"
        );
        var cache = Directory.CreateDirectory(Path.Combine(folder, ".aws", "sso", "cache")).FullName;
        File.WriteAllText(
            Path.Combine(cache, hash + ".json"),
            $$"""{"startUrl":"{{start}}","region":"us-east-2","accessToken":"a-token","expiresAt":"2099-01-01T00:00:00Z"}"""
        );
    }

    private static string Yaml(Uri cloud) =>
        $$"""
            listen: [ { url: http://127.0.0.1:0 } ]
            data: ./data
            accounts:
              aws: { cloud: bedrock, host: runtime, region: us-east-2, endpoint: {{cloud}}, aws: {} }
              google: { cloud: vertex, project: p, location: global, endpoint: {{cloud}}, google: {} }
              azure: { cloud: azure, endpoint: {{cloud}}, entra: { managed: true } }
            models:
              aws: { offers: [ { name: aws, account: aws, model: us.openai.gpt-5.6-sol, price: test/none } ] }
              google: { offers: [ { name: google, account: google, model: m, price: test/none, apis: [openai-chat] } ] }
              azure: { offers: [ { name: azure, account: azure, model: m, price: test/none } ] }
            prices: { unknown: flag }
            projects: { one: {} }
            keys: { one: { hash: "{{KeyHash.Of(TestGateway.Key)}}", project: one } }
            """;
}
