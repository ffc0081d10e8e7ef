using Prenup.Core.Asking;
using Prenup.Gateway.Streaming;

namespace Prenup.Gateway;

/// <content>Exchanges that their client named by an <c>Idempotency-Key</c>, and the requests that repeat them.</content>
public sealed partial class Journey
{
    // The exchange speaks to a recording, which its client and whoever repeats the request follow.
    private async ValueTask RepeatableAsync(Arrival arrival, Admission admission, Ask ask)
    {
        if (repeats.TryBegin(admission.Key, arrival, ask, out var repeat, out var fault))
        {
            var recording = repeat.Recording!;
            var asking = RecordAsync(arrival, admission, ask, repeat, recording);
            await recording.FollowAsync(arrival.Reply, joins: false, arrival.ClientGone);
            await asking;
        }
        else if (fault is not null)
        {
            await RefuseAsync(arrival, fault, admission.Key);
        }
        else if (repeat!.Recording is { } recording)
        {
            log.Repeated(arrival, admission.Key);
            await recording.FollowAsync(arrival.Reply, joins: true, arrival.ClientGone);
        }
        else if (arrival.Catalogue.Repeats == RepeatPolicy.Refuse)
        {
            await RefuseAsync(arrival, Refusals.RepeatEnded(repeat), admission.Key);
        }
        else
        {
            log.Repeated(arrival, admission.Key);
            await StreamStage.ReplayAsync(arrival, repeat);
        }
    }

    private async Task RecordAsync(Arrival arrival, Admission admission, Ask ask, Repeat repeat, Recording recording)
    {
        using var ending = recording;
        var own = arrival with { Reply = recording, ClientGone = recording.Abandoned, Repeat = repeat };
        try
        {
            await AskedAsync(own, admission, ask);
        }
        catch (Exception broken) when (FaultOf(own, broken) is { } fault)
        {
            await RefuseAsync(own, fault, admission.Key);
        }
        finally
        {
            recording.End();
            repeats.End(admission.Key, arrival, repeat);
        }
    }
}
