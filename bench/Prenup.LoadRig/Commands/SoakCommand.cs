using System.CommandLine;
using Prenup.LoadRig.Measure;
using Prenup.LoadRig.Report;
using Prenup.LoadRig.Targets;
using Prenup.LoadRig.Traffic;

namespace Prenup.LoadRig.Commands;

/// <summary>`soak`: a steady rate over minutes; memory has to stay where it is from the second minute on.</summary>
internal static class SoakCommand
{
    private const double MostMegabytesPerMinute = 1;
    private const double FromMinute = 1; // the second minute begins there

    private static readonly Option<int> Rate = new("--rate")
    {
        Description = "Requests a second.",
        DefaultValueFactory = _ => 1000,
    };

    private static readonly Option<int> Minutes = new("--minutes")
    {
        Description = "How long.",
        DefaultValueFactory = _ => 5,
    };

    public static Command Create()
    {
        var command = new Command(
            "soak",
            "A steady rate over minutes: the slope of the memory from the second minute on."
        )
        {
            Rate.Between(1, 20_000),
            Minutes.Between(2, 240),
            GatewayOptions.Target,
            GatewayOptions.Json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult words)
    {
        var name = words.GetValue(GatewayOptions.Target)!;
        var (rate, minutes) = (words.GetValue(Rate), words.GetValue(Minutes));
        var ask = Ask.Whole();
        using var fleet = Fleet.Start([name], [ask]);
        var target = fleet.Require(name);
        var time = TimeSpan.FromMinutes(minutes);
        var (tally, memory) = SoakPhase.Run(target, ask, rate, time, new Plan().Connections, Console.Error.WriteLine);

        var slope = memory.ResidentSlope(FromMinute);
        var latency = Quantiles.Of(tally.Latencies);
        var ledger = fleet.CountLedger();
        Report.Line.Write(
            Console.Error,
            $"{name}: {slope:f3} MB/min resident, {memory.AnonymousSlope(FromMinute):f3} MB/min anonymous, {memory.Resident:f1} MB at the end; {tally}; p50 {latency.P50:f0} us, p99 {latency.P99:f0} us"
        );
        LedgerLine.Write(Console.Error, ledger);
        if (words.GetValue(GatewayOptions.Json))
        {
            FlatJson.Write(
                Console.Out,
                ("slopeMegabytesPerMinute", slope),
                ("anonymousSlopeMegabytesPerMinute", memory.AnonymousSlope(FromMinute)),
                ("residentMegabytes", memory.Resident),
                ("requests", tally.All),
                ("failures", tally.Failed),
                ("ledgerEntries", ledger?.Entries)
            );
        }

        return tally.Failed == 0 && slope <= MostMegabytesPerMinute && ledger is not { Entries: not null, Equal: false }
            ? 0
            : 1;
    }
}
