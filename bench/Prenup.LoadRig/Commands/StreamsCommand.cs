using System.CommandLine;
using Prenup.LoadRig.Measure;
using Prenup.LoadRig.Report;
using Prenup.LoadRig.Targets;

namespace Prenup.LoadRig.Commands;

/// <summary>`streams`: many slow streams at once; none may stand still.</summary>
internal static class StreamsCommand
{
    private static readonly TimeSpan ControlTime = TimeSpan.FromSeconds(10);

    private static readonly Option<int> Streams = new("--streams")
    {
        Description = "How many at once.",
        DefaultValueFactory = _ => 512,
    };

    private static readonly Option<int> Seconds = new("--seconds")
    {
        Description = "How long each is, at 20 events a second.",
        DefaultValueFactory = _ => 60,
    };

    public static Command Create()
    {
        var command = new Command(
            "streams",
            "Hold many slow streams: the longest standstill, beside that of the direct way."
        )
        {
            Streams.Between(1, 8192),
            Seconds.Between(1, 3600),
            GatewayOptions.Target,
            GatewayOptions.Json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult words)
    {
        var name = words.GetValue(GatewayOptions.Target)!;
        var streams = words.GetValue(Streams);
        var control = HeldPhase.Ask("control", ControlTime);
        var ask = HeldPhase.Ask("held", TimeSpan.FromSeconds(words.GetValue(Seconds)));
        using var fleet = Fleet.Start([name], [control, ask]);
        var direct = HeldPhase.Run(fleet.Require(Fleet.Direct), control, streams);
        Tell(Fleet.Direct, direct);
        var through = HeldPhase.Run(fleet.Require(name), ask, streams);
        Tell(name, through);
        var ledger = fleet.CountLedger();
        LedgerLine.Write(Console.Error, ledger);
        if (words.GetValue(GatewayOptions.Json))
        {
            FlatJson.Write(
                Console.Out,
                ("streams", streams),
                ("longestStallMilliseconds", through.LongestMilliseconds),
                ("directLongestStallMilliseconds", direct.LongestMilliseconds),
                ("failures", through.Tally.Failed),
                ("ledgerEntries", ledger?.Entries)
            );
        }

        return through.Held && ledger is not { Entries: not null, Equal: false } ? 0 : 1;
    }

    private static void Tell(string name, HeldFigures figures) =>
        Line.Write(
            Console.Error,
            $"{name}: {figures.Streams} streams, longest standstill {figures.LongestMilliseconds:f0} ms ({figures.Tally})"
        );
}
