using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Prenup.Credentials;

/// <summary>
/// Between Entra, or a machine's own identity, and the library, which tells its own meters and event sources whatever a refusal says: nothing
/// goes on but the status, a known code, and the challenge by which Azure Arc names the file that proves who is asking.
/// </summary>
/// <param name="connections">The account's connections; disposed with this.</param>
internal sealed class EntraReplies(HttpMessageHandler connections) : DelegatingHandler(connections)
{
    private const int MostBytes = 64 << 10;
    private const string Unknown = "invalid_request";

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }
        using (response)
        {
            await response.Content.LoadIntoBufferAsync(MostBytes, cancellationToken);
            var code = Code(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            var known = new HttpResponseMessage(response.StatusCode)
            {
                RequestMessage = request,
                Content = new StringContent($$"""{"error":"{{code}}"}""", Encoding.UTF8, "application/json"),
            };
            known.Headers.RetryAfter = response.Headers.RetryAfter;
            foreach (var challenge in response.Headers.WwwAuthenticate.Where(IsArc))
            {
                known.Headers.WwwAuthenticate.Add(challenge);
            }
            return known;
        }
    }

    private static bool IsArc(AuthenticationHeaderValue challenge) =>
        challenge.Scheme == "Basic" && challenge.Parameter?.StartsWith("realm=", StringComparison.Ordinal) == true;

    private static string Code(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return
                json.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("error", out var error)
                && error.ValueKind == JsonValueKind.String
                && error.GetString() is { } code
                && IssuerCodes.IsKnown(code)
                ? code
                : Unknown;
        }
        catch (JsonException)
        {
            return Unknown; // a page of somebody else's
        }
    }
}
