using System.Net;
using Amazon.Runtime;

#pragma warning disable RS0030 // AWS's library takes HttpClient and nothing below it

namespace Prenup.Credentials.Aws;

/// <summary>Lets AWS's library use the connections of an account, and none of the environment's proxies.</summary>
/// <param name="handler">The account's connections; they outlive every client made here.</param>
internal sealed class AwsClients(HttpMessageHandler handler) : HttpClientFactory
{
    // What the library asks by itself (profiles, SSO, container, instance) goes by the process's default proxy, which is the
    // environment's unless it is set; and the environment is not in the configuration.
    static AwsClients() => HttpClient.DefaultProxy = new WebProxy();

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, disposeHandler: false);

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => true;
}
