using System.CommandLine;
using System.IO.Enumeration;
using Prenup.Core.Prices;
using Prenup.Core.Usage;
using Prenup.Pictures;

namespace Prenup.Commands.Prices;

/// <summary><c>prenup prices show</c>: rates in USD per million tokens, as they hold on a day.</summary>
internal static class PricesShowCommand
{
    private static readonly Option<string?> Id = Text("--id", "ID", "Only this price; * stands for anything");
    private static readonly Option<string?> Cloud = Text(
        "--cloud",
        "NAME",
        "Only this cloud's: what stands before the id's first /"
    );
    private static readonly Option<string?> Scope = Text("--scope", "NAME", "What an offer of this scope is billed by");
    private static readonly Option<string?> Tier = Text("--tier", "NAME", "Only this service tier");
    private static readonly Option<DateOnly?> At = Dates.Option("--at", "As it holds on this day [default: now]");
    private static readonly Option<bool> All = new("--all-dates") { Description = "Every version, past and future" };
    private static readonly Option<bool> Json = new("--json")
    {
        Description = "Print every rate, one JSON object a row",
    };

    /// <summary>The command.</summary>
    public static Command Create(Func<string, string?> environment)
    {
        var book = new BookOptions(environment);
        var command = new Command("show", "Show rates in USD per million tokens")
        {
            Id,
            Cloud,
            Scope,
            Tier,
            At,
            All,
            Json,
        };
        book.Attach(command);
        command.SetAction(parsed => book.Read(parsed) is { } prices ? Run(prices, parsed) : ExitCodes.Fault);
        return command;
    }

    private static int Run(PriceBook book, ParseResult parsed)
    {
        var rows = (
            from price in Prices(book, parsed)
            orderby price.Id, price.Scope, price.ValidFrom
            from row in price.Rows
            where parsed.GetValue(Tier) is not { } tier || row.Tier == tier
            select (Price: price, Row: row)
        ).ToList();
        var io = parsed.InvocationConfiguration;
        if (rows.Count == 0)
        {
            io.Error.WriteLine("No such prices.");
            return ExitCodes.No;
        }
        if (!parsed.GetValue(Json))
        {
            Draw(rows, io.Output);
            return ExitCodes.Done;
        }
        foreach (var (price, row) in rows)
        {
            io.Output.WriteLine(JsonLine.Of(json => PriceRows.Write(json, price, row)));
        }
        return ExitCodes.Done;
    }

    private static IEnumerable<Price> Prices(PriceBook book, ParseResult parsed)
    {
        var instant = Dates.End(parsed.GetValue(At));
        var scope = parsed.GetValue(Scope);
        var prices = book.All;
        if (!parsed.GetValue(All))
        {
            prices = scope is null
                ? book.InForce(instant)
                : book.Ids.Select(id => book.At(id, scope, instant)).OfType<Price>();
        }
        else if (scope is not null)
        {
            prices = prices.Where(price =>
                price.Scope == scope || (price.Scope == Price.RegionalScope && scope != Price.GlobalScope)
            );
        }
        return prices
            .Where(price => Like(price.Id, parsed.GetValue(Id)))
            .Where(price => Like(price.Id, parsed.GetValue(Cloud) is { } cloud ? $"{cloud}/*" : null));
    }

    private static bool Like(string id, string? pattern) =>
        pattern is null || FileSystemName.MatchesSimpleExpression(pattern, id, ignoreCase: false);

    private static void Draw(List<(Price Price, PriceRow Row)> rows, TextWriter output)
    {
        var table = Picture.Table(
            "price",
            "scope",
            "from",
            "tier",
            ">above",
            ">in",
            ">cached",
            ">write",
            ">1 h",
            ">out"
        );
        foreach (var (price, row) in rows)
        {
            table.Add(
                price.Id,
                price.Scope,
                Dates.Text(price.ValidFrom),
                row.Tier,
                row.AboveInputTokens == 0 ? "" : Cells.Count(row.AboveInputTokens),
                PriceRows.Rate(row[Meter.TextIn]),
                PriceRows.Rate(row[Meter.TextInCached]),
                PriceRows.Rate(PriceRows.Write(row)),
                PriceRows.Rate(row[Meter.TextInWrite1h]),
                PriceRows.Rate(row[Meter.TextOut])
            );
        }
        Picture.On(output).Write(table);
    }

    private static Option<string?> Text(string name, string help, string description) =>
        new(name) { Description = description, HelpName = help };
}
