using System.Globalization;
using Prenup.Configuring;
using Prenup.Core.Prices;
using Prenup.Core.Usage;
using Xunit;

namespace Prenup.Tests.Prices;

/// <summary>Holds the built-in price book against four catalogues, rate by rate.</summary>
public sealed class BuiltInBookTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_rate_is_a_catalogue_s_or_differs_for_a_reason()
    {
        var listed = Catalogues().ToLookup(static rate => rate.Place);
        var used = new HashSet<string>();
        var unexplained = new List<string>();
        var (rates, confirmed) = (0, 0);
        foreach (var (version, place, rate) in Ours())
        {
            var name = $"{place.Price} {version} {place.Tier} above {place.Above} {place.Meter.Name()}";
            var others = listed[place with { Meter = InCatalogues(place.Meter) }].ToList();
            var agrees = others.Any(other => other.Rate == rate);
            rates++;
            confirmed += agrees ? 1 : 0;
            foreach (var other in others.Where(other => other.Rate != rate))
            {
                var reasons = Differences.Rates.Where(d =>
                    d.Catalogue == other.Catalogue && name.StartsWith(d.Begins, StringComparison.Ordinal)
                );
                Explain(
                    reasons.Select(static d => d.Begins + d.Catalogue),
                    $"{name}: ours {rate}, {other.Catalogue} {other.Rate}",
                    used,
                    unexplained
                );
            }
            if (!agrees)
            {
                var reasons = Differences.Unconfirmed.Where(d => name.StartsWith(d.Begins, StringComparison.Ordinal));
                Explain(
                    reasons.Select(static d => d.Begins),
                    $"{name}: ours {rate}, in no catalogue",
                    used,
                    unexplained
                );
            }
        }
        output.WriteLine($"{rates} rates, {confirmed} of them confirmed by a catalogue");
        Assert.Empty(unexplained);
        Assert.Empty(Differences.Rates.Select(static d => d.Begins + d.Catalogue).Except(used));
        Assert.Empty(Differences.Unconfirmed.Select(static d => d.Begins).Except(used));
    }

    [Fact]
    public void What_a_catalogue_lists_for_our_models_is_left_out_for_a_reason_only()
    {
        var ids = BuiltInPrices.All.Select(static price => price.Id).ToHashSet();
        var places = Ours().Select(static rate => rate.Place).ToHashSet();
        var leftOut = Catalogues()
            .Where(rate => ids.Contains(rate.Place.Price) && !places.Contains(rate.Place))
            .ToList();
        Assert.All(
            leftOut,
            rate =>
                Assert.Contains(
                    Differences.LeftOut,
                    d =>
                        d.Catalogue == rate.Catalogue
                        && rate.Place.ToString().StartsWith(d.Begins, StringComparison.Ordinal)
                )
        );
        Assert.Equal(Differences.LeftOut.Count, leftOut.Count);
    }

    [Fact]
    public void Every_price_says_who_named_it_and_when()
    {
        Assert.All(BuiltInPrices.All, static price => Assert.Matches("20[0-9]{2}-[0-9]{2}|pydantic", price.Source));
        Assert.All(BuiltInPrices.All, static price => Assert.NotEmpty(price.Rows));
    }

    [Theory]
    [InlineData("gpt-6.1-sol gpt-6.1-terra gpt-6-astra gpt-5.6-sol gpt-5.6-terra gpt-5.6-luna", "openai")]
    [InlineData("gpt-5.5 gpt-5.4 gpt-5.4-mini gpt-5.4-nano gpt-5.3-codex gpt-5.2 gpt-5.1 gpt-5", "openai azure")]
    [InlineData("gpt-5-mini gpt-5-nano gpt-5-codex gpt-4.1 gpt-4.1-mini gpt-4.1-nano gpt-4o", "openai azure")]
    [InlineData("gpt-4o-mini o1 o3 o3-mini o4-mini gpt-3.5-turbo", "openai azure")]
    [InlineData("text-embedding-3-small text-embedding-3-large text-embedding-ada-002", "openai azure")]
    public void The_book_covers_text_and_embedding_models(string models, string clouds)
    {
        var book = new PriceBook(BuiltInPrices.All);
        var today = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        foreach (var id in clouds.Split(' ').SelectMany(cloud => models.Split(' ').Select(model => $"{cloud}/{model}")))
        {
            Assert.NotNull(book.At(id, today)?.Row(Pricing.DefaultTier, 1000)?[Meter.TextIn]);
        }
    }

    private static IEnumerable<CatalogueRate> Catalogues() =>
        [
            .. GenAiCatalogue.Read(),
            .. LiteLlmCatalogue.Read(),
            .. PortkeyCatalogue.Read("openai", "prices/portkey-openai.json"),
            .. PortkeyCatalogue.Read("azure", "prices/portkey-azure-openai.json"),
        ];

    private static IEnumerable<(string Version, RatePlace Place, decimal Rate)> Ours() =>
        from price in BuiltInPrices.All
        from row in price.Rows
        from meter in Meters.All
        where row[meter] is not null
        let version = price.ValidFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        select (version, new RatePlace(price.Id, row.Tier, row.AboveInputTokens, meter), row[meter]!.Value);

    // The catalogues know one rate for writes; it is the 30-minute one.
    private static Meter InCatalogues(Meter meter) => meter == Meter.TextInWrite30m ? Meter.TextInWrite : meter;

    private static void Explain(
        IEnumerable<string> reasons,
        string what,
        HashSet<string> used,
        List<string> unexplained
    )
    {
        var found = reasons.ToList();
        used.UnionWith(found);
        if (found.Count == 0)
        {
            unexplained.Add(what);
        }
    }
}
