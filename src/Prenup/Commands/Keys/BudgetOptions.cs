using System.CommandLine;
using System.Globalization;
using Prenup.Core.Budgets;

namespace Prenup.Commands.Keys;

/// <summary><c>--budget-usd 500 --per month --zone Europe/Berlin</c>; <c>--per term</c> has <c>--from</c> and <c>--until</c>.</summary>
internal sealed class BudgetOptions
{
    private readonly Option<decimal?> _usd = new("--budget-usd")
    {
        Description = "What it may spend, in USD, per hour, day, week, month or term [default: no budget of its own]",
        HelpName = "USD",
    };
    private readonly Option<string?> _per = new Option<string?>("--per")
    {
        Description = "When the budget begins anew [default: month]",
        HelpName = string.Join('|', PeriodUnits.All),
    }.AcceptOnlyFromAmong([.. PeriodUnits.All]);
    private readonly Option<string?> _zone = new("--zone")
    {
        Description = "The time zone whose calendar is meant [default: UTC]",
        HelpName = "ZONE",
    };
    private readonly Option<string?> _from = Day("--from", "The first day of a term");
    private readonly Option<string?> _until = Day("--until", "The first day on which a term is over");

    /// <summary>Adds the options to a command, and refuses what does not go together as wrong use.</summary>
    public void Attach(Command command)
    {
        command.Options.Add(_usd);
        command.Options.Add(_per);
        command.Options.Add(_zone);
        command.Options.Add(_from);
        command.Options.Add(_until);
        command.Validators.Add(given =>
        {
            if (given.GetValue(_usd) is < 0 or > 1_000_000_000_000m)
            {
                given.AddError("--budget-usd is an amount from 0 to 1000000000000.");
            }
            if (given.GetValue(_zone) is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            {
                given.AddError($"--zone '{zone}' is not known on this machine; UTC, or an IANA name as Europe/Berlin.");
            }
            var (from, until) = (Date(given.GetValue(_from)), Date(given.GetValue(_until)));
            var term = given.GetValue(_per) == PeriodUnit.Term.Name();
            if (term ? from is null || until is null || until <= from : (from ?? until) is not null)
            {
                given.AddError("--per term goes with --from and a later --until, and nothing else does.");
            }
        });
    }

    /// <summary>The budget asked for; null where there is none.</summary>
    public Budget? Read(ParseResult parsed)
    {
        if (parsed.GetValue(_usd) is not { } usd)
        {
            return null;
        }
        var zone = TimeZoneInfo.FindSystemTimeZoneById(parsed.GetValue(_zone) ?? "UTC");
        var unit = PeriodUnits.Parse(parsed.GetValue(_per) ?? "month")!.Value;
        return unit == PeriodUnit.Term
            ? new Budget(
                usd,
                Period.Term(Date(parsed.GetValue(_from))!.Value, Date(parsed.GetValue(_until))!.Value, zone)
            )
            : new Budget(usd, new Period(unit, zone));
    }

    /// <summary>For people: <c>500 USD per month (Europe/Berlin)</c>.</summary>
    public static string Text(Budget? budget) =>
        budget is null
            ? "none"
            : $"{budget.Usd.ToString(CultureInfo.InvariantCulture)} USD per {budget.Period.Unit.Name()} ({budget.Period.Zone.Id})";

    private static Option<string?> Day(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "DAY" };
        option.Validators.Add(given =>
        {
            if (given.Tokens is [var token] && Date(token.Value) is null)
            {
                given.AddError($"{name} is a day as 2027-01-01.");
            }
        });
        return option;
    }

    private static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}
