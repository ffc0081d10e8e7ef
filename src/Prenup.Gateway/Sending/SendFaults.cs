using Prenup.Core.Faults;

namespace Prenup.Gateway.Sending;

/// <summary>What an exception below HTTP means: who is to blame and whether another try makes sense.</summary>
internal static class SendFaults
{
    public static Fault Of(Exception thrown, Attempt attempt) =>
        attempt.Watch.Fired switch
        {
            Phase.None => Network(thrown, attempt),
            var phase => AttemptFaults.Fired(phase, attempt.Offer.Name),
        };

    private static Fault Network(Exception thrown, Attempt attempt)
    {
        var offer = attempt.Offer.Name;
        if (thrown is OperationCanceledException)
        {
            return AttemptFaults.Fired(Phase.Connect, offer); // the handler's own connect timer, the only other source
        }
        var resent = thrown is ResentException || thrown.InnerException is ResentException;
        var error = (thrown as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown;
        return error switch
        {
            _ when resent => AttemptFaults.Network(
                offer,
                "a pooled connection was closed by the cloud as the request was sent",
                RetryAdvice.Anywhere,
                thrown
            ),
            HttpRequestError.NameResolutionError => AttemptFaults.Network(
                offer,
                "its name does not resolve",
                RetryAdvice.Elsewhere,
                thrown
            ),
            HttpRequestError.ConnectionError => AttemptFaults.Network(
                offer,
                "it refuses connections",
                RetryAdvice.Elsewhere,
                thrown
            ),
            HttpRequestError.SecureConnectionError => AttemptFaults.Network(
                offer,
                "its TLS certificate or handshake fails",
                RetryAdvice.Elsewhere,
                thrown
            ),
            HttpRequestError.InvalidResponse => AttemptFaults.NotHttp(offer, thrown),
            _ => AttemptFaults.Network(offer, "the connection broke before it answered", RetryAdvice.Elsewhere, thrown),
        };
    }
}
