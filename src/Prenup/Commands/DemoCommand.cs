using System.CommandLine;
using Microsoft.AspNetCore.Connections;
using Prenup.Demo;
using Prenup.Serving;

namespace Prenup.Commands;

/// <summary><c>prenup demo</c>: simulated clouds, the gateway, sample traffic, and the ledger held against the invoices.</summary>
/// <remarks>Exit codes: 0 all totals are equal, 1 they are not, 2 wrong use, 3 it could not start.</remarks>
internal static class DemoCommand
{
    private static readonly Option<double?> Seconds = new("--seconds")
    {
        Description = "End after so many seconds [default: at Ctrl-C]",
        HelpName = "N",
    };
    private static readonly Option<int> Port = new("--port")
    {
        Description = "The gateway's port on 127.0.0.1; 0 is any free one",
        HelpName = "N",
        DefaultValueFactory = static _ => 4747,
    };
    private static readonly Option<string?> Keep = new("--keep")
    {
        Description =
            "Keep journal, ledger and configuration in this new or empty folder [default: removed at the end]",
        HelpName = "DIR",
    };
    private static readonly Option<bool> Json = new("--json")
    {
        Description = "End with one JSON object on standard output",
    };

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create()
    {
        var command = new Command("demo", "Show the gateway at work on simulated clouds; no money is spent")
        {
            Seconds,
            Port,
            Keep,
            Json,
        };
        Numbers.Within(Seconds, 0.1, TimeSpan.FromDays(7).TotalSeconds);
        Numbers.Within(Port, 0, ushort.MaxValue);
        Keep.Validators.Add(static given =>
        {
            if (given.GetValueOrDefault<string?>() is { } folder && Path.Exists(folder) && !IsEmptyFolder(folder))
            {
                given.AddError($"--keep wants a new or empty folder, and '{folder}' is none.");
            }
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var io = parsed.InvocationConfiguration;
        var options = new DemoOptions
        {
            Port = parsed.GetValue(Port),
            For = parsed.GetValue(Seconds) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Json = parsed.GetValue(Json),
            Keep = parsed.GetValue(Keep),
        };
        using var signals = new StopSignals();
        using var asked = CancellationTokenSource.CreateLinkedTokenSource(stop, signals.First);
        try
        {
            return await DemoRun.RunAsync(options, io.Output, io.Error, asked.Token, signals.Second);
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException)
        {
            io.Error.WriteLine(
                $"prenup: port {options.Port} is in use: name another with --port N, or --port 0 for any"
            );
            return ExitCodes.Fault;
        }
    }

    private static bool IsEmptyFolder(string path) =>
        Directory.Exists(path) && !Directory.EnumerateFileSystemEntries(path).Any();
}
