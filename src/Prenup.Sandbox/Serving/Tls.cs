using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Prenup.Sandbox.Serving;

/// <summary>How a listener speaks https.</summary>
/// <param name="Authority">Who issued the certificate, and those of the clients.</param>
/// <param name="Server">The listener's certificate with its key.</param>
/// <param name="AsksClients">Whether a connection without a client certificate of this authority is refused.</param>
internal sealed record Tls(TestAuthority Authority, X509Certificate2 Server, bool AsksClients)
{
    public HttpsConnectionAdapterOptions ToOptions() =>
        new()
        {
            ServerCertificate = Server,
            SslProtocols = SslProtocols.None,
            ClientCertificateMode = AsksClients
                ? ClientCertificateMode.RequireCertificate
                : ClientCertificateMode.NoCertificate,
            ClientCertificateValidation = (certificate, _, _) => Authority.IsClient(certificate),
        };
}
