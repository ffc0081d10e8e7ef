using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Microsoft.Identity.Client;
using Prenup.Core.Keys;
using Prenup.Core.Offers.Credentials;
using Prenup.Core.Ports;

namespace Prenup.Credentials;

/// <summary>Microsoft Entra: an application by secret, certificate or federated token file, or the machine's managed identity.</summary>
internal sealed class EntraSource(EntraCredential entra, HttpMessageHandler handler, TimeProvider clock)
    : ICredentialSource,
        IDisposable
{
    private const string Issuer = "Entra";

    // A managed identity's tokens are kept for the whole process, whoever asks; asking with claims passes them by.
    private const string NotTheKeptOne = "{}";

    private readonly HttpClientTransport _transport = new(new EntraReplies(handler));

    public bool Renews => true;

    public async ValueTask<IssuedCredential> FetchAsync(CancellationToken cancellation)
    {
        try
        {
            // Made anew each time: what the library keeps from the last time is what is being renewed.
            var request = new TokenRequestContext([entra.Scope], claims: entra.Managed ? NotTheKeptOne : null);
            var token = await Make().GetTokenAsync(request, cancellation);
            var life = token.ExpiresOn - TimeProvider.System.GetUtcNow(); // the library counts by the system's clock
            return new IssuedCredential(new Secret(token.Token), clock.GetUtcNow() + life);
        }
        catch (AuthenticationFailedException fault)
        {
            throw fault.InnerException is MsalServiceException { StatusCode: > 0 } said
                ? IssuerFaults.Refused(Issuer, said.ErrorCode, "tenant, client and what proves it", fault)
                : IssuerFaults.Unreachable(Issuer, fault);
        }
    }

    public void Dispose()
    {
        _transport.Dispose();
        handler.Dispose();
    }

    private TokenCredential Make()
    {
        if (entra.Managed)
        {
            var id = entra.ClientId is { } assigned
                ? ManagedIdentityId.FromUserAssignedClientId(assigned)
                : ManagedIdentityId.SystemAssigned;
            return new ManagedIdentityCredential(Quiet(new ManagedIdentityCredentialOptions(id)));
        }
        var (tenant, client) = (entra.Tenant, entra.ClientId);
        if (entra.ClientSecret is { } secret)
        {
            var options = new ClientSecretCredentialOptions { DisableInstanceDiscovery = true };
            return new ClientSecretCredential(tenant, client, secret.Reveal(), Quiet(options));
        }
        if (entra.CertificateFile is { } certificate)
        {
            var options = new ClientCertificateCredentialOptions { DisableInstanceDiscovery = true };
            return new ClientCertificateCredential(tenant, client, certificate, Quiet(options));
        }
        return new WorkloadIdentityCredential(
            Quiet(
                new WorkloadIdentityCredentialOptions
                {
                    DisableInstanceDiscovery = true,
                    TenantId = tenant,
                    ClientId = client,
                    TokenFilePath = entra.TokenFile,
                }
            )
        );
    }

    // The account's own connections, and nothing said to anybody: no logs, no traces, no telemetry, no account in errors.
    private T Quiet<T>(T options)
        where T : TokenCredentialOptions
    {
        options.Transport = _transport;
        options.AuthorityHost = entra.Authority ?? AzureAuthorityHosts.AzurePublicCloud;
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsLoggingContentEnabled = false;
        options.Diagnostics.IsAccountIdentifierLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        return options;
    }
}
