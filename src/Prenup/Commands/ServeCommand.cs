using System.CommandLine;
using Prenup.Configuring;
using Prenup.Serving;
using Prenup.Serving.Reloading;
using Prenup.Stores;

namespace Prenup.Commands;

/// <summary><c>prenup serve [--config FILE]</c>: the gateway, until a signal ends it.</summary>
/// <remarks>Exit codes: 0 stopped as asked, 1 the configuration is not valid, 2 wrong use, 3 it could not start.</remarks>
public static class ServeCommand
{
    private const string DefaultFile = "prenup.yaml";

    /// <summary>The command, ready to be added to the root.</summary>
    /// <param name="environment">Looks up an environment variable; null where it is not set.</param>
    public static Command Create(Func<string, string?> environment)
    {
        var config = new Option<string?>("--config")
        {
            Description =
                "The configuration file (default: prenup.yaml, or the usual environment variables where there is none)",
        };
        var command = new Command("serve", "Run the gateway") { config };
        command.SetAction(
            (parsed, stop) =>
                RunAsync(File(parsed.GetValue(config), environment), environment, parsed.InvocationConfiguration, stop)
        );
        return command;
    }

    private static ConfigurationFile? File(string? path, Func<string, string?> environment) =>
        path is not null || System.IO.File.Exists(DefaultFile)
            ? new ConfigurationFile(path ?? DefaultFile, environment)
            : null;

    private static async Task<int> RunAsync(
        ConfigurationFile? file,
        Func<string, string?> environment,
        InvocationConfiguration io,
        CancellationToken stop
    )
    {
        var result = file?.Read() ?? ConfigurationReader.FromEnvironment(environment);
        Tell(result, io.Error);
        if (result.Configuration is not { } configuration)
        {
            return ExitCodes.No;
        }
        var refusals = new BareRefusals();
        using var logs = Logs.ToStandardError(refusals, configuration.Telemetry);
        try
        {
            using var signals = new StopSignals();
            using var asked = CancellationTokenSource.CreateLinkedTokenSource(stop, signals.First);
            await using var host = await GatewayHost.StartAsync(
                configuration,
                logs,
                TimeProvider.System,
                refusals,
                file
            );
            using var reread = ReloadSignal.Register(host.Reload);
            FirstKey.Issue(configuration, io, host);
            io.Error.WriteLine(
                $"Prenup listens on {string.Join(", ", host.Addresses)}; {configuration.Catalogue.Models.Count} models, ledger in {configuration.Data}"
            );
            await asked.Token.UntilAsync();
            var drain = host.Reload.Configuration.ShutdownDrain;
            io.Error.WriteLine(
                $"Stopping: {host.Exchanges} exchanges in flight, at most {drain.TotalSeconds:0} s. A second signal ends at once."
            );
            await host.DrainAsync(drain, signals.Second);
            io.Error.WriteLine($"Requests refused below HTTP routing: {refusals.Count}");
            return ExitCodes.Done;
        }
        catch (Exception fault)
            when (fault is IOException or LedgerInUseException or UnauthorizedAccessException or InvalidDataException)
        {
            io.Error.WriteLine($"Prenup could not start: {fault.Message}");
            return ExitCodes.Fault;
        }
    }

    private static void Tell(ConfigurationResult result, TextWriter error)
    {
        foreach (var note in result.Notes)
        {
            error.WriteLine(note);
        }
        foreach (var warning in result.Warnings)
        {
            error.WriteLine($"warning {warning}");
        }
        foreach (var problem in result.Errors)
        {
            error.WriteLine($"error   {problem}");
        }
    }
}
