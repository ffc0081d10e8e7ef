using System.CommandLine;
using System.CommandLine.Invocation;
using Microsoft.Data.Sqlite;
using Prenup.Commands.Explain;
using Prenup.Commands.Keys;
using Prenup.Commands.Ledger;
using Prenup.Commands.Prices;

namespace Prenup.Commands;

/// <summary>The whole command line: which commands there are, and what becomes of wrong use and of faults.</summary>
public static class CommandLine
{
    /// <summary>Runs one command line. Data goes to <paramref name="output"/>, talk to <paramref name="error"/>.</summary>
    /// <param name="arguments">As the shell gave them.</param>
    /// <param name="environment">Looks up an environment variable; null where it is not set.</param>
    /// <param name="output">For data.</param>
    /// <param name="error">For people.</param>
    /// <param name="stop">Ends commands that run until told otherwise.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments,
        Func<string, string?> environment,
        TextWriter output,
        TextWriter error,
        CancellationToken stop = default
    )
    {
        var parsed = Root(environment).Parse(arguments);
        var wrong = parsed.Action as ParseErrorAction;
        wrong?.ShowHelp = parsed.CommandResult.Command.Subcommands.Count > 0;
        var io = new InvocationConfiguration
        {
            Output = wrong is null ? output : error,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null, // those that run until a signal take the signals themselves
        };
        try
        {
            var code = await parsed.InvokeAsync(io, stop);
            return wrong is null ? code : ExitCodes.WrongUse;
        }
        catch (Exception fault) when (IsExpected(fault))
        {
            error.WriteLine($"prenup: {fault.Message}");
            return ExitCodes.Fault;
        }
    }

    // What the world outside does to a command. Anything else is a bug, and shows its stack.
    private static bool IsExpected(Exception fault) =>
        fault is IOException or UnauthorizedAccessException or InvalidDataException or SqliteException;

    private static RootCommand Root(Func<string, string?> environment) =>
        new("Prenup: the AI gateway that keeps leaving cheap.")
        {
            DemoCommand.Create(),
            ServeCommand.Create(environment),
            SandboxCommand.Create(),
            ValidateCommand.Create(environment),
            SchemaCommand.Create(),
            ExplainCommand.Create(environment),
            KeysCommand.Create(environment),
            LedgerCommand.Create(environment),
            PricesCommand.Create(environment),
            HealthCommand.Create(),
        };
}
