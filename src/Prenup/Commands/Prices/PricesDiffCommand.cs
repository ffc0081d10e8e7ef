using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Prenup.Core.Usage;
using Prenup.Pictures;
using Prenup.Prices;

namespace Prenup.Commands.Prices;

/// <summary><c>prenup prices diff A B</c>: what differs between two books, as they hold on a day.</summary>
/// <remarks>Exit codes: 0 nothing differs, 1 something does, 2 wrong use, 3 a book cannot be read.</remarks>
internal static class PricesDiffCommand
{
    private static readonly Argument<string> Before = new("A") { Description = "A price file, or builtin" };
    private static readonly Argument<string> After = new("B") { Description = "A price file, or builtin" };
    private static readonly Option<DateOnly?> At = Dates.Option("--at", "As they hold on this day [default: now]");
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object a difference" };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("diff", "Compare two price books") { Before, After, At, Json };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var io = parsed.InvocationConfiguration;
        var before = BookOptions.Read(parsed.GetRequiredValue(Before), io.Error);
        var after = BookOptions.Read(parsed.GetRequiredValue(After), io.Error);
        if (before is null || after is null)
        {
            return ExitCodes.Fault;
        }
        var changes = PriceDiff.Of(before, after, Dates.End(parsed.GetValue(At)));
        if (parsed.GetValue(Json))
        {
            foreach (var change in changes)
            {
                io.Output.WriteLine(JsonLine.Of(json => Write(json, change)));
            }
        }
        else if (changes.Count > 0)
        {
            Draw(changes, io.Output);
        }
        io.Error.WriteLine(
            string.Join(
                ", ",
                new[] { "changed", "new", "gone" }.Select(kind =>
                    $"{changes.Count(change => change.Kind == kind)} {kind}"
                )
            )
        );
        return changes.Count == 0 ? ExitCodes.Done : ExitCodes.No;
    }

    private static void Draw(IReadOnlyList<RateChange> changes, TextWriter output)
    {
        var table = Picture.Table("price", "scope", "tier", ">above", "meter", "what", ">before", ">after", ">%");
        foreach (var change in changes)
        {
            var (id, scope, tier, above, meter) = change.Key;
            table.Add(
                id,
                scope,
                tier,
                above == 0 ? "" : Cells.Count(above),
                meter.Name(),
                change.Kind,
                PriceRows.Rate(change.Before),
                PriceRows.Rate(change.After),
                change.Percent?.ToString("+0.##;-0.##;0", CultureInfo.InvariantCulture) ?? ""
            );
        }
        Picture.On(output).Write(table);
    }

    private static void Write(Utf8JsonWriter json, RateChange change)
    {
        json.WriteString("change", change.Kind);
        json.WriteString("id", change.Key.Id);
        json.WriteString("scope", change.Key.Scope);
        json.WriteString("tier", change.Key.Tier);
        json.WriteNumber("aboveInputTokens", change.Key.Above);
        json.WriteString("meter", change.Key.Meter.Name());
        json.WriteString("before", change.Before is { } before ? PriceRows.Rate(before) : null);
        json.WriteString("after", change.After is { } after ? PriceRows.Rate(after) : null);
        if (change.Percent is { } percent)
        {
            json.WriteNumber("percent", percent);
        }
    }
}
