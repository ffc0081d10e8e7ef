using System.CommandLine;
using Prenup.LoadRig.Measure;
using Prenup.LoadRig.Report;

namespace Prenup.LoadRig.Commands;

/// <summary>`compare`: the straight way, YARP, YARP again as the control, Prenup and Portkey, in one run.</summary>
internal static class CompareCommand
{
    private static readonly Option<bool> Quick = new("--quick")
    {
        Description = "Short slices and no Portkey: under 50 seconds, coarse figures.",
    };

    private static readonly Option<bool> Json = new("--json")
    {
        Description = "End with one line of JSON on standard output.",
    };

    private static readonly Option<int?> Slices = new("--slices")
    {
        Description = "Slices per target and kind (20; with --quick 8).",
    };

    private static readonly Option<string[]> Only = new("--only")
    {
        Description = "Measure only these parts.",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<bool> NoPortkey = new("--no-portkey") { Description = "Leave Portkey out." };

    private static readonly Option<int> Pace = new("--pace")
    {
        Description = "Microseconds between a stream's events; 0: as fast as the socket takes them.",
        DefaultValueFactory = _ => (int)new Plan().StreamPace.TotalMicroseconds,
    };

    public static Command Create()
    {
        Only.AcceptOnlyFromAmong(Parts.All);
        Slices.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > 1000)
            {
                result.AddError("--slices takes 1 to 1000.");
            }
        });
        var command = new Command("compare", "Compare the gateways: processor time, added latency, streams, memory.")
        {
            Quick,
            Json,
            Slices,
            Only,
            Pace.Between(0, 1_000_000),
            NoPortkey,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult words)
    {
        var quick = words.GetValue(Quick);
        var plan = quick ? Plan.Quick : new Plan();
        plan = plan with
        {
            Slices = words.GetValue(Slices) ?? plan.Slices,
            StreamPace = TimeSpan.FromMicroseconds(words.GetValue(Pace)),
        };
        var parts = words.GetValue(Only) is { Length: > 0 } only
            ? only
            : Parts.All.Where(part => plan.Thorough || part is not (Parts.Burst or Parts.Rate)).ToArray();

        var comparison = new Comparing(plan, parts, portkey: !quick && !words.GetValue(NoPortkey)).Run();
        ComparisonTable.Write(Console.Error, comparison);
        if (words.GetValue(Json))
        {
            Console.Out.WriteLine(ComparisonJson.Write(comparison));
        }

        return comparison.Failures.Count == 0 ? 0 : 1;
    }
}
