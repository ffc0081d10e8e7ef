using System.CommandLine;

namespace Prenup.Commands.Prices;

/// <summary><c>prenup prices</c>: what clouds ask, and from when on.</summary>
internal static class PricesCommand
{
    /// <summary>The command with its own commands, ready to be added to the root.</summary>
    public static Command Create(Func<string, string?> environment) =>
        new("prices", "Show, check, import and compare prices")
        {
            PricesShowCommand.Create(environment),
            PricesCheckCommand.Create(environment),
            PricesImportCommand.Create(),
            PricesDiffCommand.Create(),
        };
}
