using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Prenup.Gateway.Accepting;

/// <summary>The server's limits, each with its reason.</summary>
public static class KestrelSettings
{
    // Of each connection, beside the budget for bodies: 512 of them hold 64 MiB.
    private const int UnreadBytes = 128 << 10;

    /// <summary>Sets how much a socket reads ahead; the server's own limit of the same kind holds behind TLS and in HTTP/2.</summary>
    public static void Apply(SocketTransportOptions options) => options.MaxReadBufferSize = UnreadBytes;

    /// <summary>Sets every limit that a client could lean on.</summary>
    /// <param name="options">The server's.</param>
    /// <param name="connections">Connections at a time.</param>
    public static void Apply(KestrelServerOptions options, int connections)
    {
        options.AddServerHeader = false; // says nothing about what runs here
        options.AllowSynchronousIO = false;
        options.AllowResponseHeaderCompression = false; // x-prenup headers beside a client's bytes: no compression oracle
        var limits = options.Limits;
        limits.MaxConcurrentConnections = connections;
        limits.MaxRequestBodySize = null; // Decoding counts, and answers 413 in the client's dialect
        limits.MaxRequestLineSize = 8 << 10; // longest URL served: a deployment's name and a few query values
        limits.MaxRequestHeadersTotalSize = 32 << 10; // keys and tags are below 5 KiB; the rest is what proxies add
        limits.MaxRequestHeaderCount = 100;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15); // a head that trickles is an attack
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(130); // above the 60 s and 120 s of common balancers, so that they close first
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        limits.MinResponseDataRate = null; // the client-write timer of each model does this, and blames the client in the ledger
        limits.MaxResponseBufferSize = 64 << 10; // a client that does not read is felt after 64 KiB
        limits.MaxRequestBufferSize = UnreadBytes;
        limits.Http2.MaxStreamsPerConnection = 256; // an SDK's pool on one connection; more connections are welcome
        limits.Http2.InitialStreamWindowSize = 1 << 20; // a 30 MB image body in 30 round trips instead of 300
        limits.Http2.InitialConnectionWindowSize = 4 << 20;
        limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30); // finds dead peers of long streams
        limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);
    }
}
