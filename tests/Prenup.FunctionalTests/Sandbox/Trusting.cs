using System.Net.Security;
using Prenup.Sandbox.Serving;

namespace Prenup.FunctionalTests.Sandbox;

/// <summary>Handlers and clients that trust a test authority, for the vendors' own libraries.</summary>
internal static class Trusting
{
    public static SocketsHttpHandler Handler(TestAuthority authority) =>
        new()
        {
            AllowAutoRedirect = false,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = authority.Trust() },
        };

    public static HttpClient Client(TestAuthority authority) => new(Handler(authority));

    /// <summary>What Google's library makes its clients with.</summary>
    public sealed class GoogleFactory(TestAuthority authority) : Google.Apis.Http.HttpClientFactory
    {
        protected override HttpMessageHandler CreateHandler(Google.Apis.Http.CreateHttpClientArgs args) =>
            Handler(authority);
    }
}
