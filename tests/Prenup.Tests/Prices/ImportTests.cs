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
        foreach (var reason in import.LeftOut.GroupBy(static row => (row.PerToken, row.Reason)))
        {
            output.WriteLine(
                $"  {reason.Count()} {reason.Key}: {string.Join(' ', reason.Take(40).Select(static row => row.Row))}"
            );
        }
        Assert.True(import.Imported >= 0.95 * import.Rows, $"{import.Imported} of {import.Rows} rows imported");
        Assert.All(import.LeftOut, static row => Assert.NotEmpty(row.Reason));
    }
}
