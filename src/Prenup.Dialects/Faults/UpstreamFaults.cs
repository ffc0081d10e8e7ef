using System.Text.Json;
using Prenup.Core.Asking;
using Prenup.Core.Faults;

namespace Prenup.Dialects.Faults;

/// <summary>
/// Classifies what a cloud refused or broke. Credentials, quotas and deployments are the gateway's own affair: the client
/// never sees a 401 for them, nor what the cloud wrote about them.
/// </summary>
public static class UpstreamFaults
{
    /// <summary>Classifies a reply with an error status.</summary>
    /// <param name="status">The cloud's HTTP status.</param>
    /// <param name="body">Its body, at least the first part: JSON of any known shape, a page, or nothing.</param>
    /// <param name="hint">What its headers say about trying again.</param>
    /// <param name="dialect">The client's dialect.</param>
    /// <param name="cloud">The cloud's name, for the message: <c>azure</c>.</param>
    /// <param name="exception">The header <c>x-amzn-errortype</c>, where AWS names its exception, up to a colon; null for others.</param>
    public static Fault Read(
        int status,
        ReadOnlySpan<byte> body,
        RetryHint hint,
        Dialect dialect,
        string cloud,
        string? exception = null
    )
    {
        var error = CloudError.Read(body) with { Exception = exception?.Split(':')[0] ?? "" };
        var fault = Advised(CloudVerdict.Of(status, error, cloud), hint);
        return IsForTheClient(fault, error, dialect) ? fault with { Original = body.ToArray() } : fault;
    }

    /// <summary>Classifies an error that came after a 200: an error object (or text) within a stream or a whole body.</summary>
    /// <param name="error">At the error's value; moves to its end.</param>
    /// <param name="cloud">The cloud's name, for the message.</param>
    internal static Fault ReadLate(ref Utf8JsonReader error, string cloud) =>
        OfLate(CloudError.Value(ref error), cloud);

    /// <summary>Classifies an error that came after a 200 and has no status of its own.</summary>
    internal static Fault OfLate(in CloudError error, string cloud) =>
        CloudVerdict.Of(CloudVerdict.StatusOf(error), error, cloud);

    private static Fault Advised(Fault fault, RetryHint hint)
    {
        var retry = (hint.ShouldRetry, fault.Retry) switch
        {
            (false, RetryAdvice.Anywhere) => RetryAdvice.Elsewhere,
            (true, RetryAdvice.Elsewhere) when fault.Kind != FaultKind.QuotaExhausted => RetryAdvice.Anywhere,
            _ => fault.Retry,
        };
        return fault with { Retry = retry, RetryAfter = retry == RetryAdvice.Never ? null : hint.Wait };
    }

    // Only what is about the client's own request is shown as the cloud wrote it, unless the code had to be put right.
    // The dialects of OpenAI share one shape of errors.
    private static bool IsForTheClient(Fault fault, in CloudError error, Dialect dialect) =>
        fault.Blame == Blame.Client
        && error.IsOpenAiShape
        && (fault.Kind == FaultKind.Invalid || error.Code == fault.Code)
        && dialect is Dialect.OpenAiChat or Dialect.OpenAiResponses or Dialect.OpenAiEmbeddings;
}
