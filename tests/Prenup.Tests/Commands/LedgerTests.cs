using Prenup.Core.Money;
using Prenup.Stores;
using Prenup.Tests.Stores;
using Xunit;

namespace Prenup.Tests.Commands;

public sealed class LedgerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sums_are_exact_and_count_entries_and_attempts()
    {
        await EnterAsync();
        var sum = (await LedgerAsync("sum", "--by", "cloud", "--json")).Json();
        Assert.Equal(3, sum.GetProperty("entries").GetInt64());
        Assert.Equal(4, sum.GetProperty("attempts").GetInt64());
        Assert.Equal("9223372.036854775809", sum.GetProperty("usd").GetString());
        Assert.Equal(1, sum.GetProperty("costUnknown").GetInt64());
        var azure = Assert.Single(sum.GetProperty("groups").EnumerateArray());
        Assert.Equal("azure", azure.GetProperty("group").GetString());
        Assert.Equal("9223372.036854775809", azure.GetProperty("usd").GetString());
    }

    [Fact]
    public async Task An_unknown_cost_is_unknown_and_never_0()
    {
        await EnterAsync();
        var unknown = await LedgerAsync("show", "--state", "unknown");
        Assert.Contains(
            "unknown  ",
            unknown.Output.Split('\n').Last(static line => line.Contains("azure", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );
        Assert.Contains(" + 1 unknown", (await LedgerAsync("sum")).Output, StringComparison.Ordinal);
        var lines = (await LedgerAsync("show", "--json", "--state", "unknown")).Lines;
        Assert.Contains("\"cost_usd\":null", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_newest_attempts_are_shown_first_and_no_more_than_asked()
    {
        await EnterAsync();
        var lines = (await LedgerAsync("show", "--json", "--limit", "2")).Lines;
        Assert.Equal(2, lines.Length);
        Assert.Contains("\"state\":\"open\"", lines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv", 5)]
    [InlineData("jsonl", 4)]
    public async Task Everything_is_exported_to_a_file_or_to_standard_output(string format, int lines)
    {
        await EnterAsync();
        var direct = await LedgerAsync("export", "--format", format);
        Assert.Equal(lines, direct.Lines.Length);
        var file = Path.Combine(_folder.Path, "out");
        var filed = await LedgerAsync("export", "--format", format, "--output", file);
        Assert.Equal(0, filed.Code);
        Assert.Empty(filed.Output);
        Assert.Equal(direct.Output, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Verify_says_no_and_names_every_finding()
    {
        await EnterAsync(); // its prices are of no book that ships
        var plain = await LedgerAsync("verify");
        Assert.Equal(1, plain.Code);
        Assert.Equal(2, plain.Lines.Length);
        Assert.All(plain.Lines, static line => Assert.Contains("Cost, attempt ", line, StringComparison.Ordinal));
        var json = (await LedgerAsync("verify", "--json")).Json();
        Assert.False(json.GetProperty("whole").GetBoolean());
        Assert.Equal(2, json.GetProperty("findings").GetArrayLength());
    }

    [Fact]
    public async Task An_empty_ledger_is_whole_and_sums_up_to_nothing()
    {
        await using (await OpenAsync()) { }
        Assert.Equal(0, (await LedgerAsync("verify")).Code);
        Assert.Equal(0, (await LedgerAsync("sum", "--json")).Json().GetProperty("entries").GetInt64());
    }

    [Fact]
    public async Task Rebuild_is_refused_while_a_gateway_has_the_folder_and_loses_nothing()
    {
        await EnterAsync();
        var before = (await LedgerAsync("export", "--format", "csv")).Output;
        await using (await OpenAsync())
        {
            var refused = await LedgerAsync("rebuild");
            Assert.Equal(3, refused.Code);
            Assert.Contains("in use by another gateway", refused.Error, StringComparison.Ordinal);
        }
        File.Delete(Path.Combine(_folder.Path, "ledger-2026-09.db"));
        var rebuilt = await LedgerAsync("rebuild");
        Assert.Equal(0, rebuilt.Code);
        Assert.Contains(" of ", rebuilt.Error, StringComparison.Ordinal);
        var after = (await LedgerAsync("export", "--format", "csv", "--state", "settled")).Lines;
        Assert.All(after, line => Assert.Contains(line, before, StringComparison.Ordinal));
    }

    // Two costs whose sum no Int64 of pico-dollars holds, one unknown, one attempt still open.
    private async Task EnterAsync()
    {
        await using var store = await OpenAsync();
        PicoDollars?[] costs = [new(long.MaxValue), new(2), null];
        for (var i = 1; i <= 4; i++)
        {
            await store.OpenAsync(Entries.Opened(i));
            if (i <= costs.Length)
            {
                store.Close(Entries.Costing(i, costs[i - 1]));
            }
        }
    }

    private Task<LedgerStore> OpenAsync() =>
        LedgerStore.OpenAsync(new LedgerOptions { Folder = _folder.Path }, TimeProvider.System);

    private Task<Cli> LedgerAsync(params string[] arguments) =>
        Cli.RunAsync(["ledger", .. arguments, "--data", _folder.Path]);
}
