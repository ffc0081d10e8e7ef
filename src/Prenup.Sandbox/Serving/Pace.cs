using System.Collections.Immutable;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Serving;

/// <summary>Puts a cloud's speed into an answer: silence before the head, then before the tokens.</summary>
internal static class Pace
{
    public static Reply Apply(Reply reply, SandboxLatency latency)
    {
        if (reply.Bill is not { } bill || latency == SandboxLatency.None)
        {
            return reply;
        }

        var steps = ImmutableArray.CreateBuilder<Step>();
        TimeSpan first =
            latency.TimeToFirstToken + (reply.IsStream ? TimeSpan.Zero : latency.Generate(bill.Usage.Output));
        steps.Add(new Step.Wait(first));
        long generated = 0;
        foreach (Step step in reply.Steps)
        {
            if (reply.IsStream && step is Step.Send send && send.Generated > generated)
            {
                steps.Add(new Step.Wait(latency.Generate(send.Generated - generated)));
                generated = send.Generated;
            }

            steps.Add(step);
        }

        return reply with
        {
            Steps = steps.ToImmutable(),
        };
    }
}
