using System.Globalization;
using System.Text;
using Prenup.Core.Asking;
using Prenup.Core.Faults;
using Prenup.Core.Keys;
using Prenup.Core.Ports;
using Prenup.Dialects.Faults;
using Prenup.Gateway.Sending.Signing;

namespace Prenup.Gateway.Sending;

/// <summary>Looks at a reply's head: good, or a fault put into words by the cloud or by us.</summary>
internal static class AnswerReader
{
    private const int ErrorBytes = 64 << 10;

    /// <summary>A good answer keeps its body unread; an error's body is read here, up to 64 KiB.</summary>
    public static async ValueTask<Answer> ReadAsync(
        HttpResponseMessage response,
        Dialect dialect,
        Attempt attempt,
        ISigner signer,
        IssuedCredential credential,
        TimeProvider clock
    )
    {
        var status = (int)response.StatusCode;
        var fault = status switch
        {
            200 or 201 => null,
            >= 400 => await FaultAsync(response, dialect, attempt, signer, credential, clock),
            _ => AttemptFaults.NotTheDialect(
                attempt.Offer.Name,
                $"status {status.ToString(CultureInfo.InvariantCulture)}"
            ),
        };
        var answer = new Answer
        {
            Response = response,
            Body = fault is null ? response.Content.ReadAsStream(attempt.Watch.Token) : null,
            Streamed = ContentType(response).StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase),
            Status = status,
            CloudRequestId =
                Clean(response, "x-request-id", credential)
                ?? Clean(response, "apim-request-id", credential)
                ?? Clean(response, "x-amzn-requestid", credential),
            Served = AzureHead.Read(attempt.Offer.Account, response, credential),
            Fault = fault,
            Left = true,
            HeadAt = clock.GetTimestamp(),
        };
        return answer;
    }

    private static async ValueTask<Fault> FaultAsync(
        HttpResponseMessage response,
        Dialect dialect,
        Attempt attempt,
        ISigner signer,
        IssuedCredential credential,
        TimeProvider clock
    )
    {
        using var body = new PooledBuffer(4 << 10);
        var stream = await response.Content.ReadAsStreamAsync(attempt.Watch.Token);
        while (body.Length < ErrorBytes)
        {
            var read = await stream.ReadAsync(body.GetMemory(1 << 10), attempt.Watch.Token);
            if (read == 0)
            {
                break;
            }
            body.Advance(read);
        }
        var status = (int)response.StatusCode;
        var hint = RetryHint.Parse(status, name => Header(response, name), clock.GetUtcNow());
        var exception = Clean(response, "x-amzn-errortype", credential);
        // A cloud that repeats our credential is not believed a word: code and field would show it to the client.
        var repeats = Repeats(body.Span, credential.Secret) || Repeats(body.Span, credential.SessionToken);
        var said = repeats ? default : body.Span;
        var fault = UpstreamFaults.Read(status, said, hint, dialect, attempt.Offer.Name, exception);
        // Refused before its end: it was revoked or rotated, and another may be had.
        return fault.RefusesCredential && attempt.MayRenew && signer.Refuse(credential)
            ? fault with
            {
                Retry = RetryAdvice.Renewed,
            }
            : fault;
    }

    private static bool Repeats(ReadOnlySpan<byte> body, Secret? key) =>
        key?.Reveal() is { Length: > 0 } text && body.IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    private static bool Repeats(string value, Secret? key) =>
        key?.Reveal() is { Length: > 0 } text && value.Contains(text, StringComparison.Ordinal);

    /// <summary>A header's value for the ledger; null where it is absent, or repeats what was sent to prove who is asking.</summary>
    public static string? Clean(HttpResponseMessage response, string name, IssuedCredential credential) =>
        Header(response, name) is { } value
        && !Repeats(value, credential.Secret)
        && !Repeats(value, credential.SessionToken)
            ? value
            : null;

    /// <summary>A header's value as it came; null where it is absent.</summary>
    public static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    // Unparsed: the hot path looks at a few headers and believes none of them.
    private static string ContentType(HttpResponseMessage response) =>
        response.Content.Headers.NonValidated.TryGetValues("content-type", out var values) ? values.ToString() : "";
}
