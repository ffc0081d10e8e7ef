using Microsoft.Extensions.Time.Testing;
using Prenup.Core.Ledger;
using Prenup.Core.Money;
using Prenup.Stores;
using Prenup.Stores.Reading;
using Xunit;

namespace Prenup.Tests.Stores;

/// <summary>A ledger over two months: three attempts end in September, one at midnight's other side, two in October.</summary>
public sealed class MonthTests : IDisposable
{
    private static readonly LedgerMonth September = LedgerMonth.Of(Entries.Noon);
    private readonly TempFolder _temp = new();
    private readonly DataFolder _folder;

    public MonthTests() => _folder = new DataFolder(_temp.Path);

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_month_that_is_over_is_archived_sealed_and_read_as_before()
    {
        await EnterAsync();
        Assert.Equal(["2026-09", "2026-10"], _folder.Months().Select(static month => month.Name));
        Assert.Equal([1], _folder.Segments(September));
        Assert.Equal([1, 2], _folder.Segments());
        Assert.True(File.Exists(_folder.Seal(September)));
        Assert.False(File.Exists(_folder.Month(September) + "-wal"));
        using var reader = LedgerReader.Open(_folder.Root);
        Assert.Empty(reader.Verify(Entries.Prices));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], Show(reader, LedgerFilter.All));
        Assert.Equal([7, 6, 5], Show(reader, new LedgerFilter { NewestFirst = true, Limit = 3 }));
        Assert.Equal([4], Show(reader, new LedgerFilter { Attempt = new LedgerId(4) }));
        Assert.Equal([5, 6, 7], Show(reader, new LedgerFilter { From = September.Next.Start }));
        Assert.Equal([1, 2, 3, 4], Show(reader, new LedgerFilter { Until = September.Next.Start }));
    }

    [Fact]
    public async Task An_exchange_over_two_months_is_one_exchange()
    {
        await EnterAsync();
        using var reader = LedgerReader.Open(_folder.Root);
        // 1 to 3 and 5 are exchanges of their own; 4 begins in September what 6 goes on with in October, and 7 is still open of it.
        var sum = Assert.Single(reader.Sum(LedgerGrouping.All));
        Assert.Equal((7, 5), (sum.Attempts, sum.Exchanges));
        Assert.Equal(new PicoTotal(6 * 220_000_000), sum.Cost);
        Assert.Equal(
            ["2026-09-01", "2026-09-30", "2026-10-01"],
            reader.Sum(LedgerGrouping.Day).Select(static s => s.Group)
        );
    }

    [Theory]
    [InlineData("ledger-2026-09.db")]
    [InlineData("ledger-2026-10.db")]
    [InlineData("state.db")]
    public async Task A_file_that_is_gone_is_built_anew_and_is_the_same(string name)
    {
        await EnterAsync();
        var before = Rows();
        var file = Path.Combine(_folder.Root, name);
        File.Delete(file);
        Assert.Equal(before, Rows());
        Assert.True(File.Exists(file));
        using var reader = LedgerReader.Open(_folder.Root);
        Assert.Empty(reader.Verify(Entries.Prices));
    }

    [Fact]
    public async Task A_flipped_byte_of_an_archived_segment_is_named_and_a_rebuild_says_what_is_lost()
    {
        await EnterAsync();
        var segment = _folder.Find(1);
        var bytes = await File.ReadAllBytesAsync(segment, TestContext.Current.CancellationToken);
        bytes[bytes.AsSpan().IndexOf("req-2"u8)] ^= 1;
        await File.WriteAllBytesAsync(segment, bytes, TestContext.Current.CancellationToken);
        using (var reader = LedgerReader.Open(_folder.Root))
        {
            var findings = reader.Verify(Entries.Prices);
            Assert.Contains(findings, static f => f is { Kind: LedgerFindingKind.Corrupt, Segment: 1, Offset: > 0 });
            Assert.Contains(findings, static f => f.Text.Contains("is not as it was sealed", StringComparison.Ordinal));
            Assert.Contains(findings, static f => f is { Kind: LedgerFindingKind.MissingInJournal, Attempt.Value: 2 });
        }
        var rebuilt = LedgerReader.Rebuild(_folder.Root);
        Assert.Contains(rebuilt.Lost, static lost => lost.Contains("corrupt bytes", StringComparison.Ordinal));
        var row = Assert.Single(rebuilt.Lost, static lost => lost.Contains("attempt", StringComparison.Ordinal));
        Assert.Contains(
            $"{new LedgerId(2)} of key catalogue-prod at azure-payg, 0.00022 USD",
            row,
            StringComparison.Ordinal
        );
        Assert.True(File.Exists(_folder.Month(September) + ".aside"));
    }

    [Fact]
    public async Task One_month_alone_is_built_anew()
    {
        await EnterAsync();
        var before = Rows();
        await File.WriteAllTextAsync(_folder.Month(September), "no database", TestContext.Current.CancellationToken);
        var rebuilt = LedgerReader.Rebuild(_folder.Root, September);
        Assert.Equal([September], rebuilt.Months);
        Assert.Equal(before, Rows());
        using var reader = LedgerReader.Open(_folder.Root);
        Assert.Empty(reader.Verify(Entries.Prices));
    }

    [Fact]
    public async Task Adjustments_count_at_their_own_time_for_what_they_adjust()
    {
        await EnterAsync();
        await using (var store = await OpenAsync(September.Next.Start.AddDays(1)))
        {
            Assert.True(store.Adjust(Adjust(901, attempt: 2, pico: -20_000_000)));
            Assert.True(store.Adjust(Adjust(902, attempt: 99, pico: 5)));
        }
        using var reader = LedgerReader.Open(_folder.Root);
        var october = new LedgerFilter { From = September.Next.Start };
        var sums = reader.Sum(LedgerGrouping.Offer, october);
        Assert.Equal(["", "azure-payg"], sums.Select(static sum => sum.Group));
        Assert.Equal((new PicoTotal(5), 1, 0), (sums[0].Cost, sums[0].Adjustments, sums[0].Attempts));
        Assert.Equal((new PicoTotal((2 * 220_000_000) - 20_000_000), 1), (sums[1].Cost, sums[1].Adjustments));
        var all = Assert.Single(reader.Sum(LedgerGrouping.All));
        Assert.Equal(new PicoTotal((6 * 220_000_000) - 20_000_000 + 5), all.Cost);
        var entry = Assert.Single(reader.Adjustments(new LedgerFilter { Attempt = new LedgerId(2) }));
        Assert.Equal(("repriced", -20_000_000), (entry.Reason, entry.Amount.Value));
        Assert.Equal(LedgerFindingKind.AdjustsNothing, Assert.Single(reader.Verify(Entries.Prices)).Kind);
    }

    private static Adjustment Adjust(long id, long attempt, long pico) =>
        new()
        {
            Id = new LedgerId(id),
            Attempt = new LedgerId(attempt),
            At = September.Next.Start.AddDays(1),
            Amount = new PicoDollars(pico),
            Terms = Entries.Closed(1).Terms,
            Reason = "repriced",
        };

    private static IEnumerable<long> Show(LedgerReader reader, LedgerFilter filter) =>
        reader.Show(filter).Select(static row => row.Opened.Attempt.Value);

    private List<LedgerRow> Rows()
    {
        using var reader = LedgerReader.Open(_folder.Root);
        return [.. reader.Show(LedgerFilter.All)];
    }

    private Task<LedgerStore> OpenAsync(DateTimeOffset now) =>
        LedgerStore.OpenAsync(new LedgerOptions { Folder = _folder.Root }, new FakeTimeProvider(now));

    private async Task EnterAsync()
    {
        var october = September.Next.Start;
        await using var store = await OpenAsync(Entries.Noon);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await store.OpenAsync(Entries.Opened(attempt));
            store.Close(Entries.Closed(attempt, $"resp_{attempt}"));
        }
        await store.OpenAsync(Entries.Opened(4) with { At = october.AddSeconds(-2) });
        store.Close(Entries.Closed(4) with { At = october.AddSeconds(-1) });
        await store.OpenAsync(Entries.Opened(5) with { At = october.AddTicks(10) });
        store.Close(Entries.Closed(5) with { At = october.AddSeconds(1) });
        var same = Entries.Opened(4).Exchange;
        await store.OpenAsync(Entries.Opened(6) with { Exchange = same, Ordinal = 2, At = october.AddSeconds(2) });
        store.Close(Entries.Closed(6) with { At = october.AddSeconds(3) });
        await store.OpenAsync(Entries.Opened(7) with { Exchange = same, Ordinal = 3, At = october.AddSeconds(4) });
    }
}
