using System.Globalization;
using System.Text.Json;
using Prenup.Core.Keys;
using Prenup.Core.Offers.Credentials;
using Prenup.Core.Ports;

namespace Prenup.Credentials;

/// <summary>IBM Cloud's IAM: an API key for a bearer token of an hour.</summary>
internal sealed class IbmSource(IbmCredential ibm, HttpMessageHandler handler, TimeProvider clock)
    : ICredentialSource,
        IDisposable
{
    private const string Issuer = "IBM IAM";
    private const int MostBytes = 256 << 10;
    private readonly HttpMessageInvoker _invoker = new(handler);

    public bool Renews => true;

    public async ValueTask<IssuedCredential> FetchAsync(CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, ibm.TokenEndpoint)
        {
            Content = new FormUrlEncodedContent([
                new("grant_type", "urn:ibm:params:oauth:grant-type:apikey"),
                new("apikey", ibm.ApiKey.Reveal()),
            ]),
        };
        request.Headers.TryAddWithoutValidation("accept", "application/json");
        var now = clock.GetUtcNow();
        try
        {
            using var response = await _invoker.SendAsync(request, cancellation);
            if (!response.IsSuccessStatusCode)
            {
                var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
                throw IssuerFaults.Refused(Issuer, status, "the API key");
            }
            await response.Content.LoadIntoBufferAsync(MostBytes, cancellation);
            var body = await response.Content.ReadAsByteArrayAsync(cancellation);
            return Read(body, now) ?? throw IssuerFaults.Refused(Issuer, null, "the token endpoint's address");
        }
        catch (HttpRequestException fault)
        {
            throw IssuerFaults.Unreachable(Issuer, fault);
        }
    }

    public void Dispose() => _invoker.Dispose();

    private static IssuedCredential? Read(byte[] body, DateTimeOffset now)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            return
                root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("access_token", out var token)
                && token.ValueKind == JsonValueKind.String
                && root.TryGetProperty("expires_in", out var seconds)
                && seconds.ValueKind == JsonValueKind.Number
                && seconds.TryGetInt32(out var life)
                ? new IssuedCredential(new Secret(token.GetString()!), now.AddSeconds(life))
                : null;
        }
        catch (JsonException)
        {
            return null; // a page of somebody else's
        }
    }
}
