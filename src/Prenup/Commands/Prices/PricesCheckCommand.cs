using System.CommandLine;
using System.Text.Json;
using Prenup.Configuring;
using Prenup.Core.Usage;
using Prenup.Pictures;
using Prenup.Prices;

namespace Prenup.Commands.Prices;

/// <summary><c>prenup prices check</c>: whether every offer of a configuration has a price in force.</summary>
/// <remarks>Exit codes: 0 every one has, 1 one has not or the configuration is not valid, 2 wrong use.</remarks>
internal static class PricesCheckCommand
{
    private static readonly Option<string> Config = new("--config")
    {
        Description = "The configuration",
        HelpName = "FILE",
        DefaultValueFactory = static _ => "prenup.yaml",
    };
    private static readonly Option<DateOnly?> At = Dates.Option("--at", "On this day [default: now]");
    private static readonly Option<bool> Json = new("--json") { Description = "Print the answer as one JSON object" };

    /// <summary>The command.</summary>
    public static Command Create(Func<string, string?> environment)
    {
        var command = new Command("check", "Check that every offer has a price in force") { Config, At, Json };
        command.SetAction(parsed => Run(parsed, environment));
        return command;
    }

    private static int Run(ParseResult parsed, Func<string, string?> environment)
    {
        var io = parsed.InvocationConfiguration;
        var path = parsed.GetRequiredValue(Config);
        var result = ConfigurationReader.ReadFile(path, environment, offline: true, flagPrices: true);
        foreach (var problem in result.Errors)
        {
            io.Error.WriteLine($"error   {problem}");
        }
        if (result.Configuration is not { Catalogue: var catalogue })
        {
            return ExitCodes.No;
        }
        var instant = Dates.End(parsed.GetValue(At));
        var offers = catalogue
            .Models.Values.SelectMany(static model => model.Offers)
            .OrderBy(static offer => offer.Name, StringComparer.Ordinal)
            .Select(offer => OfferPrice.Of(offer, catalogue.Prices, instant))
            .ToList();
        var missing = offers.Count(static offer => offer.State != OfferPriceState.Found);
        if (parsed.GetValue(Json))
        {
            io.Output.WriteLine(JsonLine.Of(json => Write(json, offers, missing)));
        }
        else
        {
            Draw(offers, io.Output);
            io.Error.WriteLine(
                missing == 0
                    ? $"Every offer of {path} has a price: {offers.Count}."
                    : $"Offers of {path} without a price in force: {missing} of {offers.Count}."
            );
        }
        return missing == 0 ? ExitCodes.Done : ExitCodes.No;
    }

    private static void Draw(IReadOnlyList<OfferPrice> offers, TextWriter output)
    {
        var table = Picture.Table("offer", "price", "scope", "state", "from", "priced as", ">in", ">out");
        foreach (var (offer, state, price) in offers)
        {
            var row = price?.Row(Core.Prices.Pricing.DefaultTier, 0);
            table.Add(
                offer.Name,
                offer.PriceId,
                offer.Scope,
                Name(state),
                price is null ? "" : Dates.Text(price.ValidFrom),
                price?.Scope ?? "",
                PriceRows.Rate(row?[Meter.TextIn]),
                PriceRows.Rate(row?[Meter.TextOut])
            );
        }
        Picture.On(output).Write(table);
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<OfferPrice> offers, int missing)
    {
        json.WriteBoolean("priced", missing == 0);
        json.WriteStartArray("offers");
        foreach (var (offer, state, price) in offers)
        {
            json.WriteStartObject();
            json.WriteString("offer", offer.Name);
            json.WriteString("price", offer.PriceId);
            json.WriteString("scope", offer.Scope);
            json.WriteString("state", Name(state));
            json.WriteString("validFrom", price is null ? null : Dates.Text(price.ValidFrom));
            json.WriteString("pricedAs", price?.Scope);
            json.WriteString("source", price?.Source);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string Name(OfferPriceState state) =>
        state switch
        {
            OfferPriceState.Found => "found",
            OfferPriceState.Unknown => "unknown",
            OfferPriceState.OtherScope => "unknown for its scope",
            OfferPriceState.Later => "not yet in force",
            OfferPriceState.Expired => "expired",
            _ => "no rates for the default tier",
        };
}
