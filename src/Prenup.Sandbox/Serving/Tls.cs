using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Prenup.Sandbox.Serving;

/// <summary>How a listener speaks https.</summary>
/// <param name="Authority">Who issues the listener's certificate, and those of its clients.</param>
/// <param name="Hosts">The hosts that the certificate names beside <c>localhost</c> and loopback addresses.</param>
/// <param name="AsksClients">Whether a connection without a client certificate of this authority is refused.</param>
internal sealed record Tls(TestAuthority Authority, IReadOnlyCollection<string> Hosts, bool AsksClients)
{
    public HttpsConnectionAdapterOptions ToOptions() =>
        new()
        {
            ServerCertificate = Authority.IssueServer(Hosts),
            SslProtocols = SslProtocols.None, // what the system thinks best
            ClientCertificateMode = AsksClients
                ? ClientCertificateMode.RequireCertificate
                : ClientCertificateMode.NoCertificate,
            ClientCertificateValidation = (certificate, _, _) => Authority.IsClient(certificate),
        };
}
