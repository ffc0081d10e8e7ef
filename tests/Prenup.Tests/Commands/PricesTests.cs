using Xunit;

namespace Prenup.Tests.Commands;

/// <summary><c>prenup prices</c> as it is used.</summary>
public sealed class PricesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("prenup-prices-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Show_finds_what_an_offer_of_a_scope_is_billed_by()
    {
        var run = await Cli.RunAsync(
            "prices",
            "show",
            "--book",
            "builtin",
            "--id",
            "azure/gpt-5.4-mini",
            "--scope",
            "data-zone-eu",
            "--at",
            "2026-06-01",
            "--json"
        );
        Assert.Equal(0, run.Code);
        var row = run.Json();
        Assert.Equal("0.9", row.GetProperty("usdPerMillion").GetProperty("text-in").GetString());
        Assert.Equal("2026-06-01", row.GetProperty("validFrom").GetString());
        Assert.Single(run.Lines);
    }

    [Fact]
    public async Task Show_filters_by_cloud_tier_and_day_and_says_where_there_is_nothing()
    {
        var rows = await Cli.RunAsync(
            "prices",
            "show",
            "--book",
            "builtin",
            "--cloud",
            "anthropic",
            "--tier",
            "fast",
            "--json"
        );
        Assert.All(rows.Lines, static line => Assert.Contains("\"tier\":\"fast\"", line, StringComparison.Ordinal));
        Assert.NotEmpty(rows.Lines);
        var table = await Cli.RunAsync("prices", "show", "--book", "builtin", "--id", "openai/gpt-5.5");
        Assert.Contains("272000", table.Output, StringComparison.Ordinal);
        var early = await Cli.RunAsync(
            "prices",
            "show",
            "--book",
            "builtin",
            "--id",
            "openai/gpt-5.5",
            "--at",
            "2020-01-01"
        );
        Assert.Equal((1, ""), (early.Code, early.Output));
        var all = await Cli.RunAsync(
            "prices",
            "show",
            "--book",
            "builtin",
            "--id",
            "openai/gpt-5.6-sol",
            "--all-dates",
            "--json"
        );
        Assert.Contains(all.Lines, static line => line.Contains("2026-07-13", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Trap6_Check_tells_a_made_up_model_from_another_scope_an_end_and_a_later_begin()
    {
        var config = Write(
            "prenup.yaml",
            """
            accounts: { openai: { cloud: openai, key: env:NONE } }
            prices: { books: [ builtin, ./mine.yaml ] }
            models:
              m:
                offers:
                  - { name: a, account: openai, model: m, price: openai/gpt-5.5 }
                  - { name: b, account: openai, model: m, price: openai/gpt-made-up }
                  - { name: c, account: openai, model: m, price: anthropic/claude-opus-5, scope: eu }
                  - { name: d, account: openai, model: m, price: mine/ended }
                  - { name: e, account: openai, model: m, price: mine/later }
                  - { name: f, account: openai, model: m, price: mine/batch }
            """
        );
        Write(
            "mine.yaml",
            """
            prices:
              mine/ended: [ { valid-from: 2026-01-01, valid-until: 2026-02-01, source: s, rows: [ { text-in: 1 } ] } ]
              mine/later: [ { valid-from: 2999-01-01, source: s, rows: [ { text-in: 1 } ] } ]
              mine/batch: [ { valid-from: 2026-01-01, source: s, rows: [ { tier: batch, text-in: 1 } ] } ]
            """
        );
        var run = await Cli.RunAsync("prices", "check", "--config", config, "--json");
        Assert.Equal(1, run.Code);
        Assert.Equal(
            [
                "found",
                "unknown",
                "unknown for its scope",
                "expired",
                "not yet in force",
                "no rates for the default tier",
            ],
            run.Json().GetProperty("offers").EnumerateArray().Select(static o => o.GetProperty("state").GetString())
        );
        var table = await Cli.RunAsync("prices", "check", "--config", config);
        Assert.Contains("5 of 6", table.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_says_yes_and_says_why_a_configuration_cannot_be_read()
    {
        var config = Write("prenup.yaml", Configuration("openai/gpt-5.5"));
        Assert.Equal(0, (await Cli.RunAsync("prices", "check", "--config", config)).Code);
        Write("prenup.yaml", Configuration("openai/gpt-5.5") + "\nprices: { books: [ ./twice.yaml ] }");
        Write(
            "twice.yaml",
            "prices: { openai/gpt-5.5: [ { valid-from: 2026-01-01, source: s, rows: [ { text-in: 1 } ] }, { valid-from: 2026-01-01, source: s, rows: [ { text-in: 2 } ] } ] }"
        );
        var ambiguous = await Cli.RunAsync("prices", "check", "--config", config);
        Assert.Equal(1, ambiguous.Code);
        Assert.Contains(
            "two prices for scope 'global' from the same instant",
            ambiguous.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_is_imported_is_a_book_that_compares_and_serves()
    {
        var catalogue = Write(
            "litellm.json",
            """
            { "gpt-5.5": { "litellm_provider": "openai", "input_cost_per_token": 5.5e-06, "output_cost_per_token": 3e-05 },
              "free": { "litellm_provider": "openai", "input_cost_per_token": 0.0 } }
            """
        );
        var book = Path.Combine(_folder, "book.yaml");
        var import = await Cli.RunAsync(
            "prices",
            "import",
            "litellm",
            catalogue,
            "--out",
            book,
            "--valid-from",
            "2026-11-01"
        );
        Assert.Equal((0, ""), (import.Code, import.Output));
        Assert.Contains("imported: 1 (100.0 %), as 1 prices", import.Error, StringComparison.Ordinal);
        Assert.Contains(
            "Left out, no rate per token: 1\n  free",
            import.Error.ReplaceLineEndings("\n"),
            StringComparison.Ordinal
        );
        var printed = await Cli.RunAsync("prices", "import", "litellm", catalogue, "--valid-from", "2026-11-01");
        Assert.Equal(await File.ReadAllTextAsync(book, TestContext.Current.CancellationToken), printed.Output);

        var none = await Cli.RunAsync("prices", "import", "litellm", catalogue, "--cloud", "bedrock");
        Assert.Equal((1, ""), (none.Code, none.Output));
        Assert.Contains("Rows with a rate per token: 0", none.Error, StringComparison.Ordinal);

        var diff = await Cli.RunAsync("prices", "diff", "builtin", book, "--at", "2026-11-23", "--json");
        Assert.Equal(1, diff.Code);
        var changed = Assert.Single(diff.Lines, static line => line.Contains("\"changed\"", StringComparison.Ordinal));
        Assert.Contains(
            "\"meter\":\"text-in\",\"before\":\"5\",\"after\":\"5.5\",\"percent\":10",
            changed,
            StringComparison.Ordinal
        );
        Assert.Contains("1 changed, 0 new", diff.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await Cli.RunAsync("prices", "diff", book, book)).Code);

        var config = Write("prenup.yaml", Configuration("openai/gpt-5.5") + "\nprices: { books: [ ./book.yaml ] }");
        Assert.Equal(0, (await Cli.RunAsync("prices", "check", "--config", config)).Code);
    }

    [Theory]
    [InlineData("prices import litellm /nowhere/catalogue.json")]
    [InlineData("prices import litellm http://127.0.0.1:1/catalogue.json")]
    [InlineData("prices diff builtin /nowhere/book.yaml")]
    [InlineData("prices show --config /nowhere/prenup.yaml")]
    public async Task What_cannot_be_read_is_3(string line)
    {
        var run = await Cli.RunAsync(line.Split(' '));
        Assert.Equal((3, ""), (run.Code, run.Output));
        Assert.NotEmpty(run.Error);
    }

    [Theory]
    [InlineData("prices")]
    [InlineData("prices import litellm")]
    [InlineData("prices import excel file")]
    [InlineData("prices import portkey prices.json")]
    [InlineData("prices diff builtin")]
    [InlineData("prices show --at yesterday")]
    [InlineData("prices show --config a.yaml --book b.yaml")]
    public async Task Wrong_use_is_2(string line)
    {
        var run = await Cli.RunAsync(line.Split(' '));
        Assert.Equal((2, ""), (run.Code, run.Output));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Configuration(string price) =>
        $"accounts: {{ openai: {{ cloud: openai, key: env:NONE }} }}\nmodels: {{ m: {{ offers: [ {{ name: a, account: openai, model: m, price: {price} }} ] }} }}";
}
