using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Prenup.Sandbox.Faults;

namespace Prenup.Sandbox.Serving;

/// <summary>A Kestrel listener on loopback for one cloud.</summary>
internal static class Listener
{
    public static async Task<(WebApplication Host, int Port)> StartAsync(
        int port,
        FaultScript faults,
        RequestDelegate handle,
        Tls? tls,
        CancellationToken cancellationToken
    )
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder
            .WebHost.UseKestrelCore()
            .UseKestrelHttpsConfiguration()
            // One piece at a time: a flush returns when the kernel has the bytes, so byte counts and cuts are exact.
            .UseSockets(sockets => sockets.MaxWriteBufferSize = 2)
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = 512 * 1024 * 1024; // images inline, and tests of the gateway's own limit
                kestrel.Limits.MinResponseDataRate = null; // a client that reads slowly is the gateway's to judge
                kestrel.Limits.MinRequestBodyDataRate = null;
                kestrel.Listen(IPAddress.Loopback, port, listen => Configure(listen, faults, tls));
            });
        WebApplication host = builder.Build();
        host.Run(handle);
        await host.StartAsync(cancellationToken);
        return (host, new Uri(host.Urls.First()).Port);
    }

    private static void Configure(ListenOptions listen, FaultScript faults, Tls? tls)
    {
        listen.Protocols = HttpProtocols.Http1;
        listen.Use(next =>
            connection =>
            {
                if (faults.TakeAtAccept() is null)
                {
                    return next(connection);
                }

                connection.Abort(new ConnectionAbortedException("A fault closes this connection."));
                return Task.CompletedTask;
            }
        );
        if (tls is not null)
        {
            listen.UseHttps(tls.ToOptions());
        }
    }
}
