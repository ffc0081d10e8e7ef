using System.Globalization;
using System.Text.Json;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Responses;
using Google.Apis.Http;
using Prenup.Core.Keys;
using Prenup.Core.Ports;
using Configured = Prenup.Core.Offers.Credentials.GoogleCredential;

namespace Prenup.Credentials;

/// <summary>A Google Cloud identity: a service account's or workload identity's file, or whatever the machine is.</summary>
internal sealed class GoogleSource(Configured google, HttpMessageHandler handler, TimeProvider clock)
    : ICredentialSource,
        IDisposable
{
    private const string Issuer = "Google";
    private const string Scope = "https://www.googleapis.com/auth/cloud-platform";

    public bool Renews => true;

    public async ValueTask<IssuedCredential> FetchAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        try
        {
            var token = await RequestAsync(await MakeAsync(cancellation), cancellation);
            return new IssuedCredential(new Secret(token.AccessToken), now.AddSeconds(token.ExpiresInSeconds ?? 0));
        }
        catch (TokenResponseException fault)
        {
            var code = fault.Error?.Error ?? ((int?)fault.StatusCode)?.ToString(CultureInfo.InvariantCulture);
            throw IssuerFaults.Refused(Issuer, code, "the credentials file, its roles and the clock", fault);
        }
        catch (HttpRequestException fault)
        {
            throw IssuerFaults.Unreachable(Issuer, fault);
        }
        catch (Exception fault)
            when (fault is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            throw new CredentialException("its Google credentials file cannot be read or is of an unknown kind", fault);
        }
    }

    public void Dispose() => handler.Dispose();

    // Made anew each time: what the library keeps from the last time is what is being renewed.
    private async Task<ICredential> MakeAsync(CancellationToken cancellation)
    {
        var factory = new Factory(handler);
        if ((google.File ?? ApplicationDefault.File()) is not { } path)
        {
            var machine = google.TokenEndpoint is { } address
                ? new ComputeCredential.Initializer(address.AbsoluteUri)
                : new ComputeCredential.Initializer();
            machine.HttpClientFactory = factory;
            machine.Scopes = [Scope];
            return new ComputeCredential(machine);
        }
        var file = GoogleFile.Read(await File.ReadAllBytesAsync(path, cancellation), google.TokenEndpoint);
        return CredentialFactory
            .FromJson(file.Json, file.Type)
            .CreateScoped(Scope)
            .CreateWithHttpClientFactory(factory)
            .UnderlyingCredential;
    }

    private static async Task<TokenResponse> RequestAsync(ICredential credential, CancellationToken cancellation)
    {
        switch (credential)
        {
            case ServiceCredential service when await service.RequestAccessTokenAsync(cancellation):
                return service.Token;
            case UserCredential user when await user.RefreshTokenAsync(cancellation):
                return user.Token;
            default:
                throw IssuerFaults.Refused(Issuer, null, "the credentials file");
        }
    }

    private sealed class Factory(HttpMessageHandler handler) : HttpClientFactory
    {
        protected override HttpMessageHandler CreateHandler(CreateHttpClientArgs args) => new NoRedirects(handler);
    }
}
