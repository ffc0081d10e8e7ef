using CsCheck;
using Prenup.Core.Prices;
using Prenup.Core.Usage;
using Xunit;

namespace Prenup.Tests.Core.Prices;

public sealed class TermsTextTests
{
    private static readonly Gen<PriceRow> Band = Gen.Select(
        Gen.Long[0, 1_000_000],
        Gen.Int[-9_999_999, 99_999_999].Array[Meters.Count],
        static (above, rates) =>
            new PriceRow("t", above, [.. rates.Select(static rate => rate < 0 ? (decimal?)null : rate / 1_000_000m)])
    );

    [Fact]
    public void Terms_are_read_as_they_were_written() =>
        Gen.Select(Gen.String, Gen.Date, Gen.String, Band.Array[0, 3], Gen.Null(Gen.String))
            .Sample(
                static (id, from, tier, bands, spilledTo) =>
                {
                    var terms = new Terms(id, new DateTimeOffset(from, TimeSpan.Zero), tier, bands.Length)
                    {
                        Bands = bands,
                        SpilledTo = spilledTo,
                    };
                    var again = TermsText.Parse(terms.Text);
                    Assert.Equal(terms, again);
                    Assert.Equal(terms.Text, again.Text);
                }
            );

    [Theory]
    [InlineData("")]
    [InlineData("p 2026-04-23T00:00:00.0000000Z default")]
    [InlineData("p yesterday default 0")]
    [InlineData("p 2026-04-23T00:00:00.0000000Z default 0 text-in=5")]
    [InlineData("p 2026-04-23T00:00:00.0000000Z default 0 >0 text-inn=5")]
    public void What_are_no_terms_is_refused(string line) =>
        Assert.Throws<FormatException>(() => TermsText.Parse(line));
}
