using System.Collections.Frozen;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Faults;

/// <summary>Every fault as one row: how it edits an answer that was complete.</summary>
internal static class FaultTable
{
    private static readonly FrozenDictionary<FaultKind, Func<Reply, Fault, Reply>> Rows = new Dictionary<
        FaultKind,
        Func<Reply, Fault, Reply>
    >
    {
        [FaultKind.Status] = (_, fault) => FaultReplies.Status(fault),
        [FaultKind.ResetBeforeHead] = (reply, _) => Instead(reply, new Step.Reset()),
        [FaultKind.BlackHole] = (reply, _) => Instead(reply, new Step.Hang()),
        [FaultKind.Html] = (_, _) => FaultReplies.Html(),
        [FaultKind.DelayHead] = (reply, fault) => reply with { Steps = [Silence(fault), .. reply.Steps] },
        [FaultKind.Cut] = (reply, fault) =>
            fault.AfterBytes is { } bytes
                ? StepEdits.CutAtByte(reply, bytes, Ending(fault.Cut))
                : StepEdits.CutAfter(reply, fault.AfterEvents, Ending(fault.Cut)),
        [FaultKind.Stall] = (reply, fault) => StepEdits.Insert(reply, fault.AfterEvents, Silence(fault)),
        [FaultKind.ErrorEvent] = (reply, fault) =>
            StepEdits.CutAfter(reply, fault.AfterEvents, FaultEvents.Error(reply, fault.Body)).UnbilledWithoutContent(),
        [FaultKind.FailedEvent] = (reply, fault) =>
            StepEdits.CutAfter(reply, fault.AfterEvents, FaultEvents.Failed(reply, fault)).UnbilledWithoutContent(),
        [FaultKind.ErrorFinish] = (reply, fault) =>
            StepEdits.CutAfter(reply, fault.AfterEvents, FaultEvents.ErrorFinish(reply)).UnbilledWithoutContent(),
        [FaultKind.InvalidUtf8] = (reply, _) => StepEdits.MapContent(reply, Bytes.BreakUtf8),
        [FaultKind.NotJson] = (reply, _) => StepEdits.MapContent(reply, Bytes.BreakJson),
        [FaultKind.SlowBody] = (reply, fault) => StepEdits.Slice(reply, (int)fault.Bytes, fault.Duration),
        [FaultKind.EndlessLine] = (reply, fault) =>
            StepEdits.CutAfter(reply, fault.AfterEvents, new Step.Flood(fault.Bytes)),
        [FaultKind.NoTerminal] = (reply, _) => StepEdits.Without(reply, Part.Terminal),
        [FaultKind.NoFinish] = (reply, _) => StepEdits.Without(reply, Part.Finish, Part.Usage, Part.Terminal),
        [FaultKind.RepeatUsage] = (reply, _) => ChunkEdits.RepeatUsage(reply),
        [FaultKind.FilterOffsets] = (reply, _) => ChunkEdits.AddFilterOffsets(reply),
        [FaultKind.EmptyDeltas] = (reply, _) => ChunkEdits.AddEmptyDeltas(reply),
        [FaultKind.CrLf] = (reply, _) => StepEdits.MapEvents(reply, Bytes.CrLf),
        [FaultKind.LoneCr] = (reply, _) => StepEdits.MapEvents(reply, Bytes.LoneCr),
        [FaultKind.NoSpace] = (reply, _) => StepEdits.MapEvents(reply, Bytes.NoSpace),
        [FaultKind.Comments] = (reply, _) => StepEdits.MapEvents(reply, Bytes.Comment),
        [FaultKind.NoLastBlankLine] = (reply, _) => StepEdits.MapLast(reply, Bytes.NoLastBlankLine),
        [FaultKind.AddHeaders] = (reply, fault) => reply.With([.. fault.Headers.Select(h => (h.Key, h.Value))]),
    }.ToFrozenDictionary();

    /// <summary>Faults that strike elsewhere (at accept, at the choice of a tier) leave the answer as it is.</summary>
    public static Reply Apply(Reply reply, Fault? fault) =>
        fault is not null && Rows.TryGetValue(fault.Kind, out var edit) ? edit(reply, fault) : reply;

    private static Reply Instead(Reply reply, Step step) => reply with { Steps = [step], Bill = null, IsCut = true };

    private static Step Silence(Fault fault) =>
        fault.Duration == Timeout.InfiniteTimeSpan ? new Step.Hang() : new Step.Wait(fault.Duration);

    private static Step[] Ending(CutKind cut) =>
        cut switch
        {
            CutKind.Reset => [new Step.Reset()],
            CutKind.Fin => [new Step.Fin()],
            _ => [],
        };
}
