using System.Security.Cryptography;
using Prenup.Configuring.Yaml;
using Prenup.Core.Offers;
using Prenup.Gateway.Sending;

namespace Prenup.Configuring.Sections;

/// <summary><c>network: { proxy: http://proxy:3128, ca: file:ca.pem, client-certificate: file:client.pem, connections: 64, plaintext: allow }</c></summary>
internal static class NetworkSection
{
    /// <param name="section">The section as written.</param>
    /// <param name="plaintext">Whether the account may be spoken to by http beyond loopback: never unless it is stated.</param>
    public static Network Read(Field? section, out bool plaintext)
    {
        plaintext = false;
        if (section?.Block() is not { } block)
        {
            return Network.Default;
        }
        plaintext = block["plaintext"]?.Choice(("allow", true), ("refuse", false)) ?? false;
        var network = new Network
        {
            // What goes to a proxy is the tunnel's name alone; most are spoken to by http.
            Proxy = block["proxy"]?.Endpoint(plaintext: true),
            CaFile = ReadFile(block["ca"], static path => Certificates.Authorities(path).Count > 0),
            ClientCertificateFile = ReadFile(
                block["client-certificate"],
                static path =>
                {
                    using var certificate = Certificates.WithKey(path);
                    return certificate.HasPrivateKey;
                }
            ),
            Connections = block["connections"]?.Count(1),
        };
        block.Close();
        return network;
    }

    private static string? ReadFile(Field? field, Func<string, bool> holds)
    {
        if (field?.FilePath() is not { } path || !File.Exists(path))
        {
            return null;
        }
        try
        {
            if (holds(path))
            {
                return path;
            }
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            // said below, as for a file without one
        }
        field.Error("the file holds no PEM certificate that can be used");
        return null;
    }
}
