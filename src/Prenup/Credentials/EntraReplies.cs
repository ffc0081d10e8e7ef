using System.Text;
using System.Text.Json;

namespace Prenup.Credentials;

/// <summary>
/// Between Entra and its library, which tells its own meters and event sources whatever error code it reads: of a refusal nothing goes on but
/// the status and a known code.
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
            return known;
        }
    }

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
