using System.CommandLine;

namespace Prenup.Commands.Ledger;

/// <summary><c>prenup ledger</c>: what was used and what it costs, beside a running gateway or without one.</summary>
internal static class LedgerCommand
{
    /// <summary>The command with its own commands, ready to be added to the root.</summary>
    public static Command Create(Func<string, string?> environment) =>
        new("ledger", "Show, sum, check, reprice, rebuild, export, back up and restore the ledger")
        {
            LedgerShowCommand.Create(environment),
            LedgerSumCommand.Create(environment),
            LedgerVerifyCommand.Create(environment),
            LedgerAdjustCommand.Create(environment),
            LedgerRepriceCommand.Create(environment),
            LedgerRebuildCommand.Create(environment),
            LedgerExportCommand.Create(environment),
            LedgerBackupCommand.Create(environment),
            LedgerRestoreCommand.Create(environment),
        };
}
