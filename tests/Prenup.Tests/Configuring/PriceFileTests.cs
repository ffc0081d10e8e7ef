using CsCheck;
using Prenup.Configuring;
using Prenup.Core.Prices;
using Prenup.Core.Usage;
using Xunit;

namespace Prenup.Tests.Configuring;

/// <summary>Price files as text: what is written is read again, and what is wrong is said with its line.</summary>
public sealed class PriceFileTests
{
    private static readonly Meter[] Priced = [.. Meters.All.Where(static meter => meter.IsPriced())];

    private static readonly Gen<PriceRow[]> Rows =
        from tiers in Gen.Int[1, 3]
        from rates in Gen.Long[1, 999_999_999_999_999L].Nullable().Array[Priced.Length].Array[3]
        from always in Gen.Long[1, 1_000_000].Array[3]
        select Enumerable.Range(0, tiers).Select(n => Row(n, rates[n], always[n])).ToArray();

    private static readonly Gen<Price> Prices =
        from id in Gen.OneOf([
            .. new[] { "openai/gpt-5.5", "bedrock/amazon.nova-lite-v1:0", "x/y@1", "-odd:", "true", "1.5" }.Select(
                Gen.Const
            ),
        ])
        from scope in Gen.OneOf([.. new[] { "global", "regional", "data-zone-eu" }.Select(Gen.Const)])
        from seconds in Gen.Int[0, 5000 * 86_400]
        from length in Gen.Int[1, 900].Nullable()
        from source in Gen.OneOf([
            .. new[] { "a list: read", "\"quoted\" # not a comment", "back\\slash", "~", "Größe" }.Select(Gen.Const),
        ])
        from rows in Rows
        let begin = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(seconds)
        select new Price(id, begin, source, rows)
        {
            Scope = scope,
            ValidUntil = length is { } n ? begin.AddDays(n) : null,
        };

    [Fact]
    public void What_is_written_is_read_again_to_the_same_rates() =>
        Prices
            .Array[1, 5]
            .Sample(
                static written =>
                {
                    var prices = written.DistinctBy(static price => (price.Key, price.ValidFrom)).ToList();
                    using var text = new StringWriter();
                    PriceFileText.Write(prices, text);
                    var (read, errors) = PriceBooks.ReadText(text.ToString(), "book.yaml");
                    Assert.Empty(errors);
                    Assert.Equal(prices.Select(Text).Order(), read.Select(Text).Order());
                },
                iter: 300
            );

    [Fact]
    public void A_price_for_several_scopes_is_one_for_each()
    {
        var (prices, errors) = Read("scope: [global, regional]");
        Assert.Empty(errors);
        Assert.Equal(["p", "p#regional"], prices.Select(static price => price.Key));
    }

    [Theory]
    [InlineData("scope: []", "book.yaml:4:14", "at least one scope")]
    [InlineData("scope: [eu, eu]", "book.yaml:3:7", "two prices for scope 'eu' from the same instant")]
    [InlineData("scope: 'e u'", "book.yaml:4:7", "a name has at most")]
    [InlineData("valid-until: 2026-01-01", "book.yaml:3:7", "valid-until is exclusive")]
    [InlineData("valid-until: soon", "book.yaml:4:20", "expected a date")]
    public void What_is_wrong_is_said_with_its_line(string line, string place, string message)
    {
        var (_, errors) = Read(line);
        Assert.Contains(errors, error => error.ToString().StartsWith(place, StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Message.Contains(message, StringComparison.Ordinal));
    }

    private static (IReadOnlyList<Price> Prices, IReadOnlyList<Problem> Errors) Read(string line) =>
        PriceBooks.ReadText(
            $"prices:\n  p: [\n      {{ valid-from: 2026-01-01, source: s,\n      {line},\n      rows: [{{ text-in: 1 }}] }}]\n",
            "book.yaml"
        );

    private static PriceRow Row(int tier, long?[] rates, long always)
    {
        var row = new decimal?[Meters.Count];
        foreach (var (i, meter) in Priced.Index())
        {
            row[(int)meter] = rates[i] / 1_000_000_000_000m * (1_000_000 / meter.PricedBy());
        }
        row[(int)Meter.TextIn] ??= always;
        return tier == 2
            ? new PriceRow("default", 200_000, row) { Beyond = always % 2 == 0 }
            : new PriceRow(tier == 0 ? "default" : "batch", 0, row);
    }

    private static string Text(Price price) =>
        $"{price.Key} {price.ValidFrom:O} {price.ValidUntil:O} {price.Source} "
        + string.Join(
            "; ",
            price.Rows.Select(row =>
                $"{row.Tier} {row.AboveInputTokens} {row.Beyond} "
                + string.Join(' ', row.UsdPerMillion.Select(static rate => rate / 1.0000000000000000000000m))
            )
        );
}
