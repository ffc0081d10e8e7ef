using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Prenup.Core.Offers;
using Prenup.Core.Ports;

namespace Prenup.Gateway.Sending;

/// <summary>The HTTP connections of one account, for its cloud and for whoever issues its tokens: nothing that its configuration does not say.</summary>
public static class AccountHandler
{
    // Who asks for credentials of the machine it runs on asks the machine, never somebody else.
    private static readonly string[] NeverByProxy =
    [
        @"^http://169\.254\.169\.254",
        @"^http://169\.254\.170\.",
        @"^http://\[fd00:ec2::",
        @"^http://metadata\.google\.internal",
    ];

    /// <summary>Connections by an account's network settings.</summary>
    /// <param name="network">Proxy, authorities, client certificate, bound.</param>
    /// <param name="connect">How long TCP and TLS may take.</param>
    /// <exception cref="CredentialException">A certificate's file cannot be read any more.</exception>
    public static SocketsHttpHandler Make(Network network, TimeSpan connect)
    {
        var handler = Bare(connect);
        handler.MaxConnectionsPerServer = network.Connections ?? int.MaxValue;
        if (network.Proxy is { } proxy)
        {
            handler.UseProxy = true;
            handler.Proxy = new WebProxy(proxy, BypassOnLocal: false, NeverByProxy);
        }
        try
        {
            Trust(handler, network);
            return handler;
        }
        catch (Exception fault) when (fault is IOException or CryptographicException or UnauthorizedAccessException)
        {
            handler.Dispose();
            throw new CredentialException("a certificate file of its 'network' cannot be read", fault);
        }
    }

    private static void Trust(SocketsHttpHandler handler, Network network)
    {
        if (network.CaFile is { } ca)
        {
            var policy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust, // these authorities alone, never the system's beside them
                RevocationMode = X509RevocationMode.NoCheck, // a list's address in a certificate is not in the configuration
            };
            policy.CustomTrustStore.AddRange(Certificates.Authorities(ca));
            handler.SslOptions.CertificateChainPolicy = policy;
        }
        if (network.ClientCertificateFile is { } own)
        {
            handler.SslOptions.ClientCertificates = [Certificates.WithKey(own)];
        }
    }

    private static SocketsHttpHandler Bare(TimeSpan connect) =>
        new()
        {
            // A redirect would carry the credential to an address that is not in the configuration.
            AllowAutoRedirect = false,
            // Cookies would join one client's exchange to another's.
            UseCookies = false,
            // Bytes pass as they came; decompressing would change them and their length.
            AutomaticDecompression = DecompressionMethods.None,
            // The environment's proxy is not in the configuration.
            UseProxy = false,
            // Tracing headers are the client's and ours, never an accident of the runtime.
            ActivityHeadersPropagator = null,
            // Credentials go by header; nothing is answered to a challenge.
            Credentials = null,
            PreAuthenticate = false,
            ConnectTimeout = connect,
            // Clouds rotate addresses behind a name: a connection is not kept longer than five minutes.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            // Below the 60 s and more after which clouds' front ends close idle ones, so that few are found dead.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(50),
            // Admission bounds the exchanges; a second bound here would only queue out of sight, so it is set where asked for.
            MaxConnectionsPerServer = int.MaxValue,
            EnableMultipleHttp2Connections = true,
            // 64 KiB of response head: a cloud's is below 4.
            MaxResponseHeadersLength = 64,
            // What is left of a reply we gave up on is not worth reading.
            MaxResponseDrainSize = 0,
            Expect100ContinueTimeout = TimeSpan.Zero,
        };
}
