using Prenup.Core.Asking;
using Prenup.Sandbox;
using Prenup.Sandbox.Faults;
using Prenup.Sandbox.Replies;

namespace Prenup.FunctionalTests.Chaos;

/// <summary>Something that goes wrong at whichever cloud is asked: a fault of the sandbox, or a reply instead of its answer.</summary>
internal sealed record Mishap(Fault? Fault, CannedReply? Reply = null)
{
    private static readonly CutKind[] Cuts = Enum.GetValues<CutKind>();
    private static readonly int[] Statuses = [408, 429, 500, 502, 503, 529];

    // Ugly to read and complete all the same.
    private static readonly FaultKind[] Shapes =
    [
        FaultKind.CrLf,
        FaultKind.LoneCr,
        FaultKind.NoSpace,
        FaultKind.Comments,
        FaultKind.NoLastBlankLine,
        FaultKind.EmptyDeltas,
        FaultKind.FilterOffsets,
        FaultKind.RepeatUsage,
    ];

    /// <summary>Draws something that an attempt does not, or need not, survive.</summary>
    public static Mishap Draw(Random dice, Dialect dialect, bool streamed) =>
        dice.Next(20) switch
        {
            < 4 => new(Fault.CutAfterBytes(dice.Next(1, streamed ? 6000 : 900), dice.GetItems(Cuts, 1)[0])),
            < 6 => new(Fault.CutAfterEvents(dice.Next(streamed ? 12 : 2), dice.GetItems(Cuts, 1)[0])),
            < 8 => new(Fault.ResetBeforeHead()),
            8 => new(Fault.CloseAtAccept()),
            < 11 => new(Fault.Status(dice.GetItems(Statuses, 1)[0])),
            11 => new(Fault.BlackHole()),
            12 => new(Fault.DelayHead(TimeSpan.FromMilliseconds(dice.Next(1, 2500)))),
            13 => new(Fault.Stall(streamed ? dice.Next(12) : 0, Timeout.InfiniteTimeSpan)),
            14 => new(null, Garbage(dice, streamed)),
            15 => new(Fault.Of(dice.Next(2) == 0 ? FaultKind.Html : FaultKind.NotJson)),
            16 => new(Fault.Of(FaultKind.InvalidUtf8)),
            _ when streamed => InStream(dice, dialect),
            17 => new(Fault.SlowBody(dice.Next(20, 200), TimeSpan.FromMilliseconds(20))),
            _ => new(Fault.ResetBeforeHead()),
        };

    /// <summary>Draws something that a reply survives whole.</summary>
    public static Mishap Shape(Random dice, bool streamed) =>
        streamed && dice.Next(3) > 0
            ? new(Fault.Of(dice.GetItems(Shapes, 1)[0]))
            : new(Fault.SlowBody(dice.Next(20, 400), TimeSpan.FromMilliseconds(1)));

    /// <summary>Has it strike once, at whichever cloud is the next to get a call that matches.</summary>
    public void Arm(IReadOnlyList<SandboxCloud> clouds, Errand errand)
    {
        var struck = 0;
        foreach (var cloud in clouds)
        {
            if (Reply is not null)
            {
                cloud.Replies.Enqueue(Reply, call => errand.Made(call) && Interlocked.Exchange(ref struck, 1) == 0);
            }
            else if (Fault!.Kind != FaultKind.CloseAtAccept)
            {
                cloud.Faults.Enqueue(Fault, call => errand.Made(call) && Interlocked.Exchange(ref struck, 1) == 0);
            }
            else if (cloud == clouds[errand.Number % clouds.Count])
            {
                cloud.Faults.Enqueue(Fault); // a connection, whoever opens it
            }
        }
    }

    private static Mishap InStream(Random dice, Dialect dialect) =>
        dice.Next(5) switch
        {
            0 => new(Fault.Of(FaultKind.NoTerminal)),
            1 => new(Fault.Of(FaultKind.NoFinish)),
            2 => new(Fault.EndlessLine(200 << 10, dice.Next(8))),
            3 => new(Fault.ErrorEvent(dice.Next(12))),
            _ when dialect == Dialect.OpenAiResponses => new(Fault.Of(FaultKind.FailedEvent, dice.Next(1, 12))),
            _ => new(Fault.Of(FaultKind.ErrorFinish, dice.Next(1, 12))),
        };

    private static CannedReply Garbage(Random dice, bool streamed)
    {
        var bytes = new byte[dice.Next(1, 5000)];
        dice.NextBytes(bytes);
        bytes[0] |= 0x80; // no JSON by chance
        var type = streamed ? "text/event-stream" : "application/json";
        return new CannedReply(200, [new("Content-Type", type)], bytes);
    }
}
