using Prenup.Core.Asking;
using Prenup.Core.Ledger;
using Prenup.Core.Usage;
using Prenup.Stores;
using Prenup.Stores.Reading;
using Xunit;

namespace Prenup.Tests.Stores;

public sealed class LedgerStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_entered_is_read_back_field_by_field()
    {
        var (opened, closed) = (Entries.Opened(1, tags: """{"team":"näh"}"""), Entries.Closed(1, "resp_1"));
        await using (var store = await OpenAsync())
        {
            Assert.True(store.IsAccepting);
            Assert.True(await store.OpenAsync(opened));
            store.Close(closed);
            Assert.True(await store.FlushAsync());
            Assert.Equal(0, store.ImportLag.Bytes);

            var beside = Assert.Single(Read());
            Assert.Equal(opened, beside.Opened);
            Assert.Equal(closed, beside.Closed);
            Assert.Equal(AttemptState.Settled, beside.State);
        }
        Assert.Equal(closed, Assert.Single(Read()).Closed);
    }

    [Fact]
    public async Task What_was_open_when_the_gateway_ended_is_closed_as_lost()
    {
        await using (var store = await OpenAsync())
        {
            await store.OpenAsync(Entries.Opened(1));
            await store.OpenAsync(Entries.Opened(2));
            store.Close(Entries.Closed(1));
        }
        await using (await OpenAsync()) { }
        var rows = Read();
        Assert.Equal([AttemptState.Settled, AttemptState.Unknown], rows.Select(static row => row.State));
        Assert.Equal((Outcome.Lost, UsageBasis.Unknown), (rows[1].Closed!.Outcome, rows[1].Closed!.Basis));
        Assert.Null(rows[1].Closed!.Cost);
    }

    [Fact]
    public async Task Ids_go_on_above_all_that_were_given_out()
    {
        await using (var store = await OpenAsync())
        {
            await store.OpenAsync(Entries.Opened(1) with { Attempt = new LedgerId(long.MaxValue >> 1) });
        }
        await using (var store = await OpenAsync())
        {
            Assert.True(store.Ids.Next().Value > long.MaxValue >> 1);
        }
    }

    [Fact]
    public async Task A_second_gateway_on_the_same_folder_is_told_so()
    {
        await using var store = await OpenAsync();
        var error = await Assert.ThrowsAsync<LedgerInUseException>(OpenAsync);
        Assert.Contains("in use by another gateway", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stored_objects_are_found_at_once_after_import_and_after_a_restart()
    {
        await using (var store = await OpenAsync())
        {
            await store.OpenAsync(Entries.Opened(1));
            store.Close(Entries.Closed(1, "resp_1"));
            Assert.Equal("catalogue", (await store.FindAsync("resp_1"))!.Project);
            await store.FlushAsync();
            Assert.Equal("azure-payg", (await store.FindAsync("resp_1"))!.Offer);
            Assert.Null(await store.FindAsync("resp_2"));
        }
        await using (var store = await OpenAsync())
        {
            Assert.Equal("gpt-5.5", (await store.FindAsync("resp_1"))!.Model);
            await store.OpenAsync(Entries.Opened(2, Operation.Delete));
            store.Close(Entries.Closed(2, "resp_1"));
            Assert.Null(await store.FindAsync("resp_1"));
            await store.FlushAsync();
            Assert.Null(await store.FindAsync("resp_1"));
        }
        await using (var store = await OpenAsync())
        {
            Assert.Null(await store.FindAsync("resp_1"));
        }
    }

    [Fact]
    public async Task Power_safety_accepts_after_an_fsync_and_reads_back_the_same()
    {
        var options = new LedgerOptions { Folder = _folder.Path, Durability = LedgerDurability.Power };
        await using (var store = await LedgerStore.OpenAsync(options, TimeProvider.System))
        {
            var opened = Enumerable.Range(1, 100).Select(id => store.OpenAsync(Entries.Opened(id)).AsTask());
            Assert.All(await Task.WhenAll(opened), Assert.True);
        }
        Assert.Equal(100, Read().Count);
    }

    private Task<LedgerStore> OpenAsync() =>
        LedgerStore.OpenAsync(new LedgerOptions { Folder = _folder.Path }, TimeProvider.System);

    private List<LedgerRow> Read()
    {
        using var reader = LedgerReader.Open(_folder.Path);
        Assert.Empty(reader.Verify(Entries.Prices));
        return [.. reader.Show(LedgerFilter.All)];
    }
}
