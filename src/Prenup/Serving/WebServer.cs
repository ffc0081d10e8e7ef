using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Prenup.Admin;
using Prenup.Configuring;
using Prenup.Gateway.Accepting;

namespace Prenup.Serving;

/// <summary>The web server below Accepting: where it listens, and by which limits.</summary>
internal static class WebServer
{
    /// <summary>The server with every endpoint; not started.</summary>
    public static WebApplication Make(
        Configuration configuration,
        ILoggerFactory logs,
        AcceptStage accept,
        GatewayState state,
        AdminDoor door,
        Action<ListenOptions>? endpoints
    )
    {
        // Empty: no configuration sources that watch the current folder, no logging beside ours.
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory }
        );
        builder.Services.AddSingleton(logs);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore();
        builder.Services.Configure<SocketTransportOptions>(KestrelSettings.Apply);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            KestrelSettings.Apply(kestrel, configuration.Catalogue.Limits.Connections);
            if (endpoints is not null)
            {
                kestrel.ConfigureEndpointDefaults(endpoints);
            }
            foreach (var endpoint in configuration.Listen)
            {
                Listen(kestrel, endpoint.Url);
            }
        });
        var web = builder.Build();
        web.UseRouting();
        web.UseRoles(accept, door);
        web.MapPrenup(accept, state.Readiness);
        web.MapAdmin(state, accept);
        return web;
    }

    private static void Listen(KestrelServerOptions kestrel, Uri url)
    {
        if (url.Host == "localhost")
        {
            kestrel.ListenLocalhost(url.Port);
        }
        else if (System.Net.IPAddress.TryParse(url.Host.Trim('[', ']'), out var address))
        {
            kestrel.Listen(address, url.Port);
        }
        else
        {
            kestrel.ListenAnyIP(url.Port); // a name that is not an address: every interface, as the web framework reads it
        }
    }
}
