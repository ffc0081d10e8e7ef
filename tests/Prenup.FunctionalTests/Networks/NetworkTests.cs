using System.Net;
using Prenup.Sandbox;
using Prenup.Sandbox.Serving;
using Xunit;

namespace Prenup.FunctionalTests.Networks;

/// <summary>An account's own network settings: whom it trusts, what it shows, and by whom it goes.</summary>
public sealed class NetworkTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("prenup-network-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_authorities_of_an_account_are_trusted_and_no_others_beside_them()
    {
        using var other = new TestAuthority();
        other.WritePem(Path.Combine(_folder, "other.pem"));
        await using var clouds = await StartAsync(new SandboxOptions { Https = true });

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(clouds, "ca: 'file:{0}/ca.pem'")).Status);

        foreach (var network in new[] { "ca: 'file:{0}/other.pem'", "connections: 1" })
        {
            var (status, text) = await AskAsync(clouds, network);
            Assert.Equal(HttpStatusCode.BadGateway, status);
            Assert.Contains("its TLS certificate or handshake fails", text, StringComparison.Ordinal);
        }
        Assert.Single(clouds.OpenAi.Calls);
    }

    [Fact]
    public async Task A_cloud_that_wants_a_client_certificate_gets_the_account_s()
    {
        await using var clouds = await StartAsync(new SandboxOptions { Https = true, ClientCertificates = true });
        clouds.Authority.IssueClient("gateway").WritePem(Path.Combine(_folder, "client.pem"));

        var with = await AskAsync(clouds, "ca: 'file:{0}/ca.pem', client-certificate: 'file:{0}/client.pem'");
        var without = await AskAsync(clouds, "ca: 'file:{0}/ca.pem'");

        Assert.Equal(HttpStatusCode.OK, with.Status);
        Assert.Equal(HttpStatusCode.BadGateway, without.Status);
        Assert.Single(clouds.OpenAi.Calls);
    }

    [Fact]
    public async Task What_has_a_proxy_goes_by_it_alone()
    {
        await using var clouds = await StartAsync(new SandboxOptions());
        await using var proxy = new RawCloud("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n");

        await AskAsync(clouds, $"proxy: '{proxy.Address}'");

        Assert.StartsWith(
            $"POST {clouds.OpenAi.Address}v1/chat/completions HTTP/1.1",
            Assert.Single(proxy.Seen),
            StringComparison.Ordinal
        );
        Assert.Empty(clouds.OpenAi.Calls);
    }

    [Fact]
    public async Task Through_a_proxy_https_is_a_tunnel_that_shows_it_nothing()
    {
        await using var clouds = await StartAsync(new SandboxOptions { Https = true });
        await using var proxy = new RawCloud("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");

        var (status, _) = await AskAsync(clouds, $"ca: 'file:{{0}}/ca.pem', proxy: '{proxy.Address}'");

        Assert.Equal(HttpStatusCode.BadGateway, status);
        var seen = string.Concat(proxy.Seen);
        Assert.StartsWith($"CONNECT {clouds.OpenAi.Address.Authority} HTTP/1.1", seen, StringComparison.Ordinal);
        Assert.DoesNotContain(clouds.OpenAi.Key, seen, StringComparison.Ordinal);
    }

    private async Task<SandboxClouds> StartAsync(SandboxOptions options)
    {
        var clouds = await SandboxClouds.StartAsync(options, TestContext.Current.CancellationToken);
        clouds.Authority.WritePem(Path.Combine(_folder, "ca.pem"));
        return clouds;
    }

    // A gateway for each: its data folder is its own, and the clouds outlive it.
    private async Task<(HttpStatusCode Status, string Text)> AskAsync(SandboxClouds clouds, string network)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString("N"))).FullName;
        var gateway = await TestGateway.StartAsync(
            "models: { m: { attempts: { count: 1 }, offers: [ { name: o, account: own, model: gpt-4.1-mini, price: openai/gpt-4.1-mini } ] } }",
            clouds: clouds,
            folder: folder,
            accounts: $"  own: {{ cloud: openai, endpoint: '{clouds.OpenAi.Address}v1', key: env:OPENAI, network: {{ {string.Format(null, network, _folder)} }} }}"
        );
        try
        {
            using var client = new TestClient(gateway.Address);
            using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat("m", stream: false));
            return (response.StatusCode, await TestClient.TextAsync(response));
        }
        finally
        {
            await gateway.StopAsync();
        }
    }
}
