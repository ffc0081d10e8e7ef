using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Prenup.Configuring;
using Prenup.Stores.Alerts;

namespace Prenup.Alerting;

/// <summary>
/// One alert on its way to one receiver, signed as the Standard Webhooks specification says: HMAC-SHA256 over
/// <c>id.timestamp.body</c>, so that neither body nor time can be another's.
/// </summary>
internal static class WebhookPost
{
    public static HttpRequestMessage Of(Webhook to, WaitingAlert alert, DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, to.Url)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(alert.Body)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("user-agent", "prenup/0.1");
        request.Headers.TryAddWithoutValidation("webhook-id", alert.Id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", seconds);
        request.Headers.TryAddWithoutValidation(
            "webhook-signature",
            $"v1,{Sign(to, $"{alert.Id}.{seconds}.{alert.Body}")}"
        );
        return request;
    }

    private static string Sign(Webhook to, string text) =>
        Convert.ToBase64String(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(to.Secret.Reveal()), Encoding.UTF8.GetBytes(text))
        );
}
