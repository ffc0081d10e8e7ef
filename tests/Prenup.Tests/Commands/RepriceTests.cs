using Prenup.Core.Ledger;
using Prenup.Core.Usage;
using Prenup.Stores;
using Prenup.Tests.Stores;
using Xunit;

namespace Prenup.Tests.Commands;

/// <summary>What a corrected book changes of a ledger: shown, or entered beside what stands.</summary>
public sealed class RepriceTests : IDisposable
{
    // Each entry used 120 in and 7 out: at 1.25 and 10 that was 150 + 70 = 220 micro-dollars, now it is 300 + 140 = 440.
    private const string Corrected = """
        prices:
          azure/gpt-5.5:
            - { valid-from: 2026-06-01, source: a corrected list, rows: [ { text-in: 2.5, text-in-cached: 0.25, text-out: 20 } ] }
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_would_change_is_shown_and_nothing_is_entered()
    {
        await EnterAsync(2);
        var shown = (await RepriceAsync()).Json();
        Assert.Equal("0.00044", shown.GetProperty("usdBefore").GetString());
        Assert.Equal("0.00088", shown.GetProperty("usdAfter").GetString());
        Assert.Equal("0.00044", shown.GetProperty("usdChange").GetString());
        Assert.Equal(0, shown.GetProperty("posted").GetInt32());
        Assert.Equal("azure/gpt-5.5", shown.GetProperty("groups")[0].GetProperty("price").GetString());
        Assert.Equal("0.00044", await SumAsync());
    }

    [Fact]
    public async Task What_is_posted_is_in_every_sum_and_posting_it_again_enters_nothing()
    {
        await EnterAsync(2);
        var post = await RepriceAsync("--post", "--reason", "the list was misread");
        Assert.Equal(0, post.Code);
        Assert.Equal(2, post.Json().GetProperty("posted").GetInt32());
        Assert.Equal("0.00088", await SumAsync());

        var again = (await RepriceAsync("--post", "--reason", "the list was misread")).Json();
        Assert.Equal(0, again.GetProperty("posted").GetInt32());
        Assert.Equal(2, again.GetProperty("same").GetInt32());
        Assert.Equal("0.00088", await SumAsync());
        var verified = await Cli.RunAsync("ledger", "verify", "--data", _folder.Path);
        Assert.True(verified.Code == 0, verified.Output);
    }

    [Fact]
    public async Task An_entry_that_had_no_rates_is_priced_when_the_book_has_them()
    {
        await EnterAsync(1, static closed => closed with { Cost = null });
        Assert.Equal(1, (await RepriceAsync()).Json().GetProperty("unknownBefore").GetInt32());
        await RepriceAsync("--post", "--reason", "the price came late");
        Assert.Equal("0.00044", await SumAsync());
    }

    [Fact]
    public async Task What_is_not_billed_or_not_in_the_book_stays()
    {
        await EnterAsync(
            1,
            static closed => closed with { Basis = UsageBasis.NotBilled, Usage = default, Terms = null }
        );
        await EnterAsync(
            1,
            static closed => closed with { Terms = closed.Terms! with { PriceId = "azure/gpt-9" } },
            50
        );
        var shown = (await RepriceAsync()).Json();
        Assert.Equal(0, shown.GetProperty("attempts").GetInt32());
        Assert.Equal(1, shown.GetProperty("unpriced").GetInt32());
    }

    [Fact]
    public async Task Posting_needs_a_reason_and_no_gateway_beside_it()
    {
        await EnterAsync(1);
        Assert.Equal(2, (await RepriceAsync("--post")).Code);
        await using var gateway = await OpenAsync();
        var refused = await RepriceAsync("--post", "--reason", "r");
        Assert.Equal(3, refused.Code);
        Assert.Contains("in use by another gateway", refused.Error, StringComparison.Ordinal);
    }

    private async Task EnterAsync(int count, Func<Closed, Closed>? change = null, int first = 1)
    {
        await using var store = await OpenAsync();
        for (var attempt = first; attempt < first + count; attempt++)
        {
            await store.OpenAsync(Entries.Opened(attempt));
            store.Close(change is null ? Entries.Closed(attempt) : change(Entries.Closed(attempt)));
        }
    }

    private Task<LedgerStore> OpenAsync() =>
        LedgerStore.OpenAsync(new LedgerOptions { Folder = _folder.Path }, TimeProvider.System);

    private async Task<Cli> RepriceAsync(params string[] options)
    {
        var book = Path.Combine(_folder.Path, "corrected.yaml");
        await File.WriteAllTextAsync(book, Corrected, TestContext.Current.CancellationToken);
        return await Cli.RunAsync(["ledger", "reprice", "--data", _folder.Path, "--book", book, "--json", .. options]);
    }

    private async Task<string?> SumAsync() =>
        (await Cli.RunAsync("ledger", "sum", "--json", "--data", _folder.Path)).Json().GetProperty("usd").GetString();
}
