using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Prenup.Core.Ledger;
using Prenup.Core.Money;
using Prenup.Stores;
using Prenup.Stores.Reading;

namespace Prenup.Commands.Ledger;

/// <summary><c>prenup ledger adjust --attempt ID --usd AMOUNT --reason TEXT</c>: corrects an attempt's cost by another entry; no gateway may run.</summary>
internal static class LedgerAdjustCommand
{
    private static readonly Option<LedgerId> Attempt = new("--attempt")
    {
        Description = "The attempt, which has ended",
        HelpName = "ID",
        Required = true,
        CustomParser = static given =>
            LedgerId.TryParse(given.Tokens[0].Value, out var id) ? id : Refuse<LedgerId>(given, "is no id"),
    };
    private static readonly Option<PicoDollars> Usd = new("--usd")
    {
        Description = "What is added to its cost; negative in our favour",
        HelpName = "AMOUNT",
        Required = true,
        CustomParser = static given =>
            TryParse(given.Tokens[0].Value, out var usd)
                ? usd
                : Refuse<PicoDollars>(given, "is no amount of USD with at most 12 decimals"),
    };
    private static readonly Option<string> Reason = new("--reason")
    {
        Description = "Why, in a few words",
        HelpName = "TEXT",
        Required = true,
    };

    /// <summary>The command.</summary>
    public static Command Create(Func<string, string?> environment)
    {
        var command = new Command("adjust", "Correct the cost of an attempt by another entry; no gateway may run")
        {
            Attempt,
            Usd,
            Reason,
        };
        new PlaceOptions(environment).Attach(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(Place place, ParseResult parsed)
    {
        var error = parsed.InvocationConfiguration.Error;
        var attempt = parsed.GetValue(Attempt);
        using (var ledger = LedgerReader.Open(place.Folder))
        {
            if (ledger.Show(new LedgerFilter { Attempt = attempt }).FirstOrDefault()?.Closed is null)
            {
                error.WriteLine($"No attempt {attempt} has ended.");
                return ExitCodes.No;
            }
        }
        await using var store = await LedgerStore.OpenAsync(
            new LedgerOptions { Folder = place.Folder },
            TimeProvider.System
        );
        var entry = new Adjustment
        {
            Id = store.Ids.Next(),
            Attempt = attempt,
            At = TimeProvider.System.GetUtcNow(),
            Amount = parsed.GetValue(Usd),
            Reason = parsed.GetValue(Reason)!,
        };
        if (!store.Adjust(entry))
        {
            error.WriteLine("The journal cannot be written: nothing was entered.");
            return ExitCodes.Fault;
        }
        error.WriteLine($"Entered {entry.Id}: {entry.Amount} USD for attempt {attempt}.");
        return ExitCodes.Done;
    }

    private static bool TryParse(string text, out PicoDollars amount)
    {
        const long perDollar = 1_000_000_000_000;
        amount = default;
        if (
            !decimal.TryParse(
                text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var usd
            )
            || decimal.Abs(usd) > long.MaxValue / perDollar
            || decimal.Truncate(usd * perDollar) != usd * perDollar
        )
        {
            return false;
        }
        amount = new PicoDollars((long)(usd * perDollar));
        return true;
    }

    private static T Refuse<T>(ArgumentResult given, string why)
        where T : struct
    {
        given.AddError($"'{given.Tokens[0].Value}' {why}.");
        return default;
    }
}
