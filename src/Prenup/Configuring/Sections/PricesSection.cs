using Prenup.Configuring.Yaml;
using Prenup.Core.Money;
using Prenup.Core.Prices;

namespace Prenup.Configuring.Sections;

/// <summary><c>prices: { books: [builtin, ./prices.yaml], unknown: refuse }</c>; later books win.</summary>
internal static class PricesSection
{
    public static DeclaredPrices Read(Field? section)
    {
        var block = section?.Block();
        var prices = new List<Price>();
        var complete = true;
        if (block?["books"] is { } books)
        {
            foreach (var book in books.Items())
            {
                complete &= ReadBook(book, prices);
            }
        }
        else
        {
            prices.AddRange(BuiltInPrices.All);
        }
        var unknown = block?["unknown"]?.Choice(("refuse", UnknownPrice.Refuse), ("flag", UnknownPrice.Flag));
        var ceiling = block?["ceiling-usd"] is { } written ? ReadCeiling(written) : null;
        block?.Close();
        return new DeclaredPrices(new PriceBook(prices), unknown ?? UnknownPrice.Refuse, complete)
        {
            UnknownCeiling = ceiling,
        };
    }

    // What is reserved in budgets for an attempt whose price is unknown.
    private static PicoDollars? ReadCeiling(Field field)
    {
        if (field.Number() is not { } usd)
        {
            return null;
        }
        if (usd <= 1_000_000)
        {
            return PicoDollars.Of(1_000_000, usd);
        }
        field.Error("expected at most 1000000");
        return null;
    }

    private static bool ReadBook(Field field, List<Price> prices)
    {
        if (field.Text() is not { } book)
        {
            return false;
        }
        if (book == PriceBooks.BuiltIn)
        {
            prices.AddRange(BuiltInPrices.All);
            return true;
        }
        if (field.Reading.TextOf(book) is not { } yaml)
        {
            field.Missing($"price book '{book}' cannot be read");
            return false;
        }
        prices.AddRange(PriceFile.Read(yaml, field.Reading with { File = field.Reading.Beside(book) }));
        return true;
    }
}
