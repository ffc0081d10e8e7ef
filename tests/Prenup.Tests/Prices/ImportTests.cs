using Prenup.Configuring;
using Prenup.Core.Prices;
using Prenup.Prices;
using Xunit;

namespace Prenup.Tests.Prices;

/// <summary>The catalogues as they are: nearly every row with a rate per token becomes a price, and the others say why not.</summary>
public sealed class ImportTests(ITestOutputHelper output)
{
    public static TheoryData<string> Files => [.. CatalogueRate.Files().Select(static file => file.Name)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Nearly_every_row_with_a_rate_per_token_is_imported_and_the_others_say_why_not(string name)
    {
        var (_, _, format, cloud) = CatalogueRate.Files().Single(file => file.Name == name);
        var import = CatalogueRate.Import(name, format, cloud);
        output.WriteLine($"{import.Imported} of {import.Rows} rows, {import.Prices.Count} prices");
        Assert.True(import.Imported >= 0.95 * import.Rows, $"{import.Imported} of {import.Rows} rows imported");
        Assert.All(import.LeftOut, static row => Assert.NotEmpty(row.Reason));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_is_imported_is_written_and_read_again_to_the_same_rates(string name)
    {
        var (_, _, format, cloud) = CatalogueRate.Files().Single(file => file.Name == name);
        var import = CatalogueRate.Import(name, format, cloud);
        using var text = new StringWriter();
        PriceFileText.Write(import.Prices, text);
        var (read, errors) = PriceBooks.ReadText(text.ToString(), name);
        Assert.Empty(errors);
        var before = new PriceBook(import.Prices);
        Assert.Equal(import.Prices.Count, read.Count);
        Assert.Empty(PriceDiff.Of(before, new PriceBook(read), DateTimeOffset.MaxValue));
    }
}
