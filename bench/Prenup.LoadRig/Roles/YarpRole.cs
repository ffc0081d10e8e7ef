using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace Prenup.LoadRig.Roles;

/// <summary>The yardstick: YARP's direct forwarder as its documentation sets it up, with logging off and HTTP/1.1 both ways.</summary>
internal static class YarpRole
{
    private static readonly ForwarderRequestConfig Http11 = new()
    {
        Version = HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        ActivityTimeout = TimeSpan.FromSeconds(100),
    };

    /// <summary>Serves until the process is ended.</summary>
    public static async Task RunAsync(int port, int upstream)
    {
        Parent.EndWithIt();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1)
        );
        builder.Services.AddHttpForwarder();
        await using var app = builder.Build();

        using var client = CreateClient();
        var forwarder = app.Services.GetRequiredService<IHttpForwarder>();
        var prefix = $"http://127.0.0.1:{upstream}";
        app.Map(
            "/{**rest}",
            async (HttpContext context) =>
            {
                await forwarder.SendAsync(context, prefix, client, Http11, HttpTransformer.Default);
            }
        );
        await app.RunAsync();
    }

    private static HttpMessageInvoker CreateClient() =>
        new(
            new SocketsHttpHandler
            {
                UseProxy = false,
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.None,
                UseCookies = false,
                EnableMultipleHttp2Connections = true,
                ActivityHeadersPropagator = new ReverseProxyPropagator(DistributedContextPropagator.Current),
                ConnectTimeout = TimeSpan.FromSeconds(15),
            }
        );
}
