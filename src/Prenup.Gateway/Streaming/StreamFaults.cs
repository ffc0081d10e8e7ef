using Prenup.Core.Faults;

namespace Prenup.Gateway.Streaming;

/// <summary>What an exception in the midst of a reply means: a timer, the client, or the cloud's connection.</summary>
internal static class StreamFaults
{
    public static Fault Of(Exception thrown, Attempt attempt) =>
        attempt.Watch.Fired is var phase && phase != Phase.None
            ? AttemptFaults.Fired(phase, attempt.Offer.Name)
            : AttemptFaults.Cut(attempt.Offer.Name, thrown);
}
