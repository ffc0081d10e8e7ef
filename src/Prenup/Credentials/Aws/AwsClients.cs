using System.Net;
using Amazon;
using Amazon.Runtime;
using Prenup.Core.Offers;
using Prenup.Gateway.Sending;

#pragma warning disable RS0030 // AWS's library takes HttpClient and nothing below it

namespace Prenup.Credentials.Aws;

/// <summary>Lets AWS's library use the connections of an account, and none of the environment's proxies.</summary>
/// <param name="handler">The account's connections; they outlive every client made here.</param>
internal sealed class AwsClients(HttpMessageHandler handler) : HttpClientFactory
{
    private static readonly TimeSpan Connect = TimeSpan.FromSeconds(10);

    // What the library asks by itself (profiles, SSO, roles of a web identity) goes by clients of its own, unless it is told
    // otherwise: by the environment's proxy, which is not in the configuration, and wherever a redirect points.
    static AwsClients()
    {
        HttpClient.DefaultProxy = new WebProxy();
        AWSConfigs.HttpClientFactory = new AwsClients(AccountHandler.Make(new Network(), Connect));
    }

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, disposeHandler: false);

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => true;
}
