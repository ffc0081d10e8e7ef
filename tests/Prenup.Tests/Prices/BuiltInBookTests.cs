using System.Globalization;
using System.IO.Enumeration;
using Prenup.Configuring;
using Prenup.Core.Prices;
using Prenup.Core.Usage;
using Xunit;

namespace Prenup.Tests.Prices;

/// <summary>Holds the built-in price book against the catalogues, rate by rate.</summary>
public sealed class BuiltInBookTests(ITestOutputHelper output)
{
    private static readonly PriceBook Book = new(BuiltInPrices.All);

    [Fact]
    public void Every_rate_is_a_catalogue_s_or_differs_for_a_reason()
    {
        var listed = CatalogueRate.All().ToLookup(static rate => rate.Place with { Scope = "" });
        var used = new HashSet<string>();
        var unexplained = new List<string>();
        var (rates, confirmed) = (0, 0);
        foreach (var (version, place, rate) in Ours)
        {
            var name = $"{place.Price} {place.Scope} {version} {place.Tier} above {place.Above} {place.Meter.Name()}";
            var others = listed[place with { Scope = "" }].Where(other => Covers(place, other.Place.Scope)).ToList();
            var agrees = others.Any(other => Agrees(rate, other)) || RepeatsGlobal(version, place, rate);
            rates++;
            confirmed += agrees ? 1 : 0;
            foreach (var other in others.Where(other => !Agrees(rate, other)))
            {
                var reasons = Differences.Rates.Where(d => d.Catalogue == other.Catalogue && Like(name, d.Begins));
                Explain(
                    reasons.Select(static d => d.Begins + d.Catalogue),
                    $"{name}: ours {rate}, {other.Catalogue} {other.Rate} for {other.Place.Scope}",
                    used,
                    unexplained
                );
            }
            if (!agrees)
            {
                var reasons = Differences.Unconfirmed.Where(d => Like(name, d.Begins));
                Explain(
                    reasons.Select(static d => d.Begins),
                    $"{name}: ours {rate}, in no catalogue",
                    used,
                    unexplained
                );
            }
        }
        output.WriteLine($"{rates} rates, {confirmed} of them confirmed by a catalogue");
        unexplained.ForEach(output.WriteLine);
        Assert.Empty(unexplained);
        Assert.Empty(Differences.Rates.Select(static d => d.Begins + d.Catalogue).Except(used));
        Assert.Empty(Differences.Unconfirmed.Select(static d => d.Begins).Except(used));
    }

    [Fact]
    public void What_a_catalogue_lists_for_our_prices_is_left_out_for_a_reason_only()
    {
        var places = Ours.Select(static rate => rate.Place).ToHashSet();
        var leftOut = CatalogueRate
            .All()
            .Where(static rate => Book.Begun(rate.Place.Price, rate.Place.Scope, DateTimeOffset.MaxValue) is not null)
            .Where(rate =>
                !places.Contains(rate.Place) && !places.Contains(rate.Place with { Scope = Price.RegionalScope })
            )
            .ToList();
        var used = new HashSet<string>();
        var unexplained = new List<string>();
        foreach (var rate in leftOut)
        {
            var reasons = Differences.LeftOut.Where(d =>
                d.Catalogue == rate.Catalogue && Like(rate.Place.ToString(), d.Begins)
            );
            Explain(reasons.Select(static d => d.Begins + d.Catalogue), rate.ToString(), used, unexplained);
        }
        unexplained.ForEach(output.WriteLine);
        Assert.Empty(unexplained);
        Assert.Empty(Differences.LeftOut.Select(static d => d.Begins + d.Catalogue).Except(used));
    }

    [Fact]
    public void Every_price_says_who_named_it_and_when()
    {
        Assert.All(BuiltInPrices.All, static price => Assert.Matches("20[0-9]{2}-[0-9]{2}|pydantic", price.Source));
        Assert.All(BuiltInPrices.All, static price => Assert.NotEmpty(price.Rows));
    }

    [Fact]
    public void Six_clouds_are_covered_with_several_hundred_rows()
    {
        var clouds = BuiltInPrices.All.Select(static price =>
            price.Id[..price.Id.IndexOf('/', StringComparison.Ordinal)]
        );
        Assert.Equal(["anthropic", "azure", "bedrock", "gemini", "openai", "vertex"], clouds.Distinct().Order());
        Assert.True(BuiltInPrices.All.Sum(static price => price.Rows.Count) >= 200);
    }

    [Theory]
    [InlineData("gpt-6.1-sol gpt-6.1-terra gpt-6-astra gpt-5.6-sol gpt-5.6-terra gpt-5.6-luna", "openai")]
    [InlineData("gpt-5.5 gpt-5.4 gpt-5.4-mini gpt-5.4-nano gpt-5.3-codex gpt-5.2 gpt-5.1 gpt-5", "openai azure")]
    [InlineData("gpt-5-mini gpt-5-nano gpt-5-codex gpt-4.1 gpt-4.1-mini gpt-4.1-nano gpt-4o", "openai azure")]
    [InlineData("gpt-4o-mini o1 o3 o3-mini o4-mini gpt-3.5-turbo", "openai azure")]
    [InlineData("text-embedding-3-small text-embedding-3-large text-embedding-ada-002", "openai azure")]
    [InlineData("openai.gpt-6-astra openai.gpt-5.6-sol openai.gpt-5.6-terra openai.gpt-5.6-luna", "bedrock")]
    [InlineData("claude-fable-5 claude-opus-5 claude-sonnet-5 claude-haiku-4-5", "anthropic vertex")]
    [InlineData("gemini-3.8-flash gemini-3.7-flash gemini-3.1-pro-preview gemini-2.5-pro", "gemini vertex")]
    public void The_book_covers_text_and_embedding_models(string models, string clouds)
    {
        var today = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        foreach (var id in clouds.Split(' ').SelectMany(cloud => models.Split(' ').Select(model => $"{cloud}/{model}")))
        {
            Assert.NotNull(Book.At(id, Price.GlobalScope, today)?.Row(Pricing.DefaultTier, 1000)?[Meter.TextIn]);
        }
    }

    // What is the same everywhere is written for both, and catalogues list it once.
    private static bool RepeatsGlobal(string version, RatePlace place, decimal rate) =>
        place.Scope == Price.RegionalScope && Ours.Contains((version, place with { Scope = Price.GlobalScope }, rate));

    // A pattern's * stands for anything; it need not reach the end.
    private static bool Like(string name, string pattern) =>
        FileSystemName.MatchesSimpleExpression(pattern + "*", name, ignoreCase: false);

    // A price for every region is a catalogue's for any region that has none of its own.
    private static bool Covers(RatePlace ours, string scope) =>
        ours.Scope == scope
        || (
            ours.Scope == Price.RegionalScope
            && Book.Begun(ours.Price, scope, DateTimeOffset.MaxValue) is { Scope: Price.RegionalScope }
        );

    // Portkey's rates per million are often rounded to cents, or to tenths of one.
    private static bool Agrees(decimal ours, CatalogueRate other) =>
        other.Rate == ours
        || (other.Catalogue == "portkey" && (Rounded(ours, 2) == other.Rate || Rounded(ours, 3) == other.Rate));

    private static decimal Rounded(decimal rate, int decimals) =>
        decimal.Round(rate, decimals, MidpointRounding.AwayFromZero);

    private static HashSet<(string Version, RatePlace Place, decimal Rate)> Ours { get; } =
    [
        .. from price in BuiltInPrices.All
        from row in price.Rows
        from meter in Meters.All
        where row[meter] is not null
        let version = price.ValidFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        select (
            version,
            new RatePlace(price.Id, price.Scope, row.Tier, row.AboveInputTokens, meter),
            row[meter]!.Value
        ),
    ];

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
