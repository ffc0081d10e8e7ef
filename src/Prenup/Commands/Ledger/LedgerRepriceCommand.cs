using System.CommandLine;
using Prenup.Commands.Prices;
using Prenup.Core.Ledger;
using Prenup.Core.Prices;
using Prenup.Stores;
using Prenup.Stores.Reading;

namespace Prenup.Commands.Ledger;

/// <summary><c>prenup ledger reprice</c>: what a corrected book would change; with <c>--post</c> it is entered, and nothing is rewritten.</summary>
/// <remarks>Exit codes: 0 done, 2 wrong use, 3 a book or the ledger cannot be read, or a gateway has the ledger while posting.</remarks>
internal static class LedgerRepriceCommand
{
    private static readonly Option<string?> Book = new("--book")
    {
        Description = "A price file with corrections, over the configuration's books",
        HelpName = "FILE",
    };
    private static readonly Option<bool> Post = new("--post")
    {
        Description = "Enter the difference as adjustments; no gateway may run",
    };
    private static readonly Option<string?> Reason = new("--reason")
    {
        Description = "Why, kept with every adjustment",
        HelpName = "TEXT",
    };
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object" };

    /// <summary>The command.</summary>
    public static Command Create(Func<string, string?> environment)
    {
        var filter = new FilterOptions();
        var command = new Command("reprice", "Show, or enter, what a corrected price book changes")
        {
            Book,
            Post,
            Reason,
            Json,
        };
        command.Validators.Add(static given =>
        {
            if (given.GetValue(Post) && string.IsNullOrWhiteSpace(given.GetValue(Reason)))
            {
                given.AddError("--post needs a --reason: it stays with every adjustment.");
            }
        });
        filter.Attach(command);
        new PlaceOptions(environment).Attach(command, (place, parsed) => RunAsync(place, filter.Read(parsed), parsed));
        return command;
    }

    private static async Task<int> RunAsync(Place place, LedgerFilter filter, ParseResult parsed)
    {
        var io = parsed.InvocationConfiguration;
        if (Prices(place, parsed) is not { } book)
        {
            return ExitCodes.Fault;
        }
        var offers = place.Configuration?.Catalogue.Offers.ToDictionary(static offer => offer.Name) ?? [];
        if (!parsed.GetValue(Post))
        {
            using var ledger = LedgerReader.Open(place.Folder);
            Tell(Corrections.Of(ledger, filter, book, offers), posted: 0, parsed);
            return ExitCodes.Done;
        }
        // Held from the reading to the last adjustment: nobody else enters the same ones meanwhile.
        await using var store = await LedgerStore.OpenAsync(Options(place), TimeProvider.System);
        await store.FlushAsync();
        Corrections corrections;
        using (var ledger = LedgerReader.Open(place.Folder))
        {
            corrections = Corrections.Of(ledger, filter, book, offers);
        }
        var posted = PostTo(store, corrections, parsed.GetValue(Reason)!);
        Tell(corrections, posted, parsed);
        if (posted == corrections.Changes.Count)
        {
            return ExitCodes.Done;
        }
        io.Error.WriteLine("The ledger cannot be written: run it again, and what is left will be entered.");
        return ExitCodes.Fault;
    }

    private static int PostTo(LedgerStore store, Corrections corrections, string reason)
    {
        var posted = 0;
        foreach (var correction in corrections.Changes)
        {
            var entered = store.Adjust(
                new Adjustment
                {
                    Id = store.Ids.Next(),
                    Attempt = correction.Attempt,
                    At = TimeProvider.System.GetUtcNow(),
                    Amount = correction.Change,
                    Terms = correction.Terms,
                    Reason = $"repriced: {reason}",
                }
            );
            if (!entered)
            {
                break;
            }
            posted++;
        }
        return posted;
    }

    private static PriceBook? Prices(Place place, ParseResult parsed)
    {
        if (parsed.GetValue(Book) is not { } file)
        {
            return place.Prices;
        }
        return BookOptions.Read(file, parsed.InvocationConfiguration.Error) is { } corrected
            ? new PriceBook(place.Prices.All.Concat(corrected.All))
            : null;
    }

    private static LedgerOptions Options(Place place) =>
        new()
        {
            Folder = place.Folder,
            Durability = place.Configuration?.Ledger.Durability ?? LedgerDurability.Process,
        };

    private static void Tell(Corrections corrections, int posted, ParseResult parsed)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(Json))
        {
            output.WriteLine(JsonLine.Of(json => CorrectionsPicture.Write(json, corrections, posted)));
            return;
        }
        CorrectionsPicture.Draw(corrections, output);
        parsed.InvocationConfiguration.Error.WriteLine(
            $"{corrections.Changes.Count} attempts change, {corrections.Same} do not, {corrections.Unpriced} have no price in the book; {posted} adjustments entered."
        );
    }
}
