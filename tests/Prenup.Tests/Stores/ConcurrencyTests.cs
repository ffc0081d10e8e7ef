using System.Collections.Concurrent;
using Prenup.Core.Ledger;
using Prenup.Stores;
using Prenup.Stores.Reading;
using Xunit;

namespace Prenup.Tests.Stores;

public sealed class ConcurrencyTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(LedgerDurability.Process, 500)]
    [InlineData(LedgerDurability.Power, 40)]
    public async Task Entries_from_many_threads_join_one_to_one(LedgerDurability durability, int each)
    {
        var options = new LedgerOptions
        {
            Folder = _folder.Path,
            Durability = durability,
            SegmentBytes = 64 << 10,
        };
        var made = new ConcurrentDictionary<LedgerId, bool>();
        await using (var store = await LedgerStore.OpenAsync(options, TimeProvider.System))
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => EnterAsync(store, made, each))));
        }
        using var reader = LedgerReader.Open(_folder.Path);
        var rows = reader.Show(LedgerFilter.All).ToList();
        Assert.Equal(made.Keys.OrderBy(static id => id.Value), rows.Select(static row => row.Opened.Attempt));
        Assert.All(rows, static row => Assert.Equal(AttemptState.Settled, row.State));
        Assert.Empty(reader.Verify(Entries.Prices));
    }

    private static async Task EnterAsync(LedgerStore store, ConcurrentDictionary<LedgerId, bool> made, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var id = store.Ids.Next();
            Assert.True(made.TryAdd(id, true));
            Assert.True(await store.OpenAsync(Entries.Opened(1) with { Attempt = id, Exchange = id }));
            await Task.Yield();
            store.Close(Entries.Closed(1) with { Attempt = id });
        }
    }
}
