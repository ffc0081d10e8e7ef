using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Prenup.Sandbox;
using Prenup.Sandbox.Serving;
using Xunit;

namespace Prenup.FunctionalTests.Sandbox;

public sealed class TlsTests
{
    [Fact]
    public async Task Only_a_client_that_trusts_the_authority_is_served()
    {
        await using SandboxClouds clouds = await StartAsync(new() { Https = true });

        Assert.Equal("https", clouds.OpenAi.Address.Scheme);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(clouds, clouds.Authority.Trust()));
        using var stranger = new TestAuthority();
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(clouds, stranger.Trust()));
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(clouds, null));
    }

    [Fact]
    public async Task A_certificate_names_the_hosts_it_was_asked_to()
    {
        await using SandboxClouds clouds = await StartAsync(
            new() { Https = true, HostNames = ["aiplatform.googleapis.com"] }
        );

        Assert.Equal(HttpStatusCode.OK, await AskAsync(clouds, clouds.Authority.Trust(), "aiplatform.googleapis.com"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(clouds, clouds.Authority.Trust(), "localhost"));
        await Assert.ThrowsAsync<HttpRequestException>(() =>
            AskAsync(clouds, clouds.Authority.Trust(), "other.example")
        );
    }

    [Fact]
    public async Task A_client_certificate_of_the_authority_is_demanded_and_seen()
    {
        await using SandboxClouds clouds = await StartAsync(new() { Https = true, ClientCertificates = true });
        using var stranger = new TestAuthority();
        X509ChainPolicy trust = clouds.Authority.Trust();

        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(clouds, trust));
        await Assert.ThrowsAsync<HttpRequestException>(() =>
            AskAsync(clouds, trust, identity: stranger.IssueClient("gateway"))
        );
        Assert.Equal(
            HttpStatusCode.OK,
            await AskAsync(clouds, trust, identity: clouds.Authority.IssueClient("gateway"))
        );
        Assert.Equal("CN=gateway", Assert.Single(clouds.OpenAi.Calls).ClientCertificate);
    }

    [Fact]
    public void Certificates_and_keys_can_be_read_back_from_their_files()
    {
        using var authority = new TestAuthority();
        string folder = Directory.CreateTempSubdirectory("prenup-tls-").FullName;
        string ca = Path.Combine(folder, "ca.pem");
        string client = Path.Combine(folder, "client.pem");
        authority.WritePem(ca);
        authority.IssueClient("gateway").WritePem(client);

        using var readCa = X509Certificate2.CreateFromPemFile(client);
        using X509Certificate2 root = X509CertificateLoader.LoadCertificateFromFile(ca);
        Assert.True(readCa.HasPrivateKey);
        Assert.True(authority.IsClient(readCa));
        Assert.False(root.HasPrivateKey);
        Assert.False(authority.IsClient(authority.IssueServer()));
        Directory.Delete(folder, recursive: true);
    }

    private static Task<SandboxClouds> StartAsync(SandboxOptions options) =>
        SandboxClouds.StartAsync(options, TestContext.Current.CancellationToken);

    // Calls by any host name: every name leads to the listener.
    private static async Task<HttpStatusCode> AskAsync(
        SandboxClouds clouds,
        X509ChainPolicy? trust,
        string host = "127.0.0.1",
        ClientIdentity? identity = null
    )
    {
        int port = clouds.OpenAi.Address.Port;
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new System.Net.Sockets.Socket(
                    System.Net.Sockets.SocketType.Stream,
                    System.Net.Sockets.ProtocolType.Tcp
                );
                await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            },
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = trust,
                ClientCertificates = identity is null ? null : [identity.Certificate],
            },
        };
        using var http = new HttpClient(handler);
        http.DefaultRequestHeaders.Authorization = new("Bearer", clouds.OpenAi.Key);
        using HttpResponseMessage reply = await http.GetAsync(
            new Uri($"https://{host}:{port}/v1/models"),
            TestContext.Current.CancellationToken
        );
        return reply.StatusCode;
    }
}
