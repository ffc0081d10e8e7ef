using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Prenup.Core.Ledger;
using Prenup.Stores;
using Prenup.Stores.Reading;
using Xunit;

namespace Prenup.Tests.Stores;

public sealed class FailureTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(Entries.Noon);

    private string Segment => new DataFolder(_folder.Path).Segment(1);

    private string Month => new DataFolder(_folder.Path).Month(LedgerMonth.Of(Entries.Noon));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_full_disk_refuses_new_attempts_still_closes_open_ones_and_recovers()
    {
        using var disk = SmallDisk.MountOrSkip(4);
        var options = new LedgerOptions { Folder = disk.Path };
        await using (var store = await LedgerStore.OpenAsync(options, _clock))
        {
            Assert.True(await store.FlushAsync());
            var ballast = disk.Fill();
            var opened = await OpenUntilRefusedAsync(store, 1);
            Assert.InRange(opened, 10, 100_000);
            _clock.Advance(options.ProbeInterval);
            Assert.False(store.IsAccepting);
            for (var attempt = 1; attempt <= opened; attempt++)
            {
                store.Close(Entries.Closed(attempt));
            }
            Assert.Equal((0, 0), (store.Backlog, store.Dropped));

            File.Delete(ballast);
            _clock.Advance(options.ProbeInterval);
            Assert.True(store.IsAccepting);
            Assert.True(await store.OpenAsync(Entries.Opened(1_000_000)));
            store.Close(Entries.Closed(1_000_000));
            Assert.True(await store.FlushAsync());
            using var reader = LedgerReader.Open(disk.Path);
            Assert.Empty(reader.Verify(Entries.Prices));
            Assert.Equal(opened + 1, Assert.Single(reader.Sum(LedgerGrouping.State)).ByState[AttemptState.Settled]);
        }
    }

    [Fact]
    public async Task A_disk_that_is_full_at_the_start_opens_and_accepts_once_there_is_room()
    {
        using var disk = SmallDisk.MountOrSkip(2);
        var ballast = disk.Fill();
        // Names of files need a block as well.
        new FileStream(ballast, FileMode.Open).Dispose();
        using (var shorter = new FileStream(ballast, FileMode.Open))
        {
            shorter.SetLength(shorter.Length - (32 << 10));
        }
        await using var store = await LedgerStore.OpenAsync(new LedgerOptions { Folder = disk.Path }, _clock);
        Assert.False(store.IsAccepting);
        Assert.False(await store.OpenAsync(Entries.Opened(1)));
        File.Delete(ballast);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await store.OpenAsync(Entries.Opened(1)));
    }

    [Fact]
    public async Task A_broken_disk_refuses_and_keeps_what_ends_until_it_works_again()
    {
        await using (var store = await OpenAsync(LedgerFailure.Refuse))
        {
            await store.OpenAsync(Entries.Opened(1));
            using (BrokenFile.Break(Segment))
            {
                Assert.True(store.IsAccepting);
                Assert.False(await store.OpenAsync(Entries.Opened(2)));
                Assert.False(store.IsAccepting);
                store.Close(Entries.Closed(1));
                Assert.Equal(1, store.Backlog);
                _clock.Advance(TimeSpan.FromSeconds(1));
                Assert.False(store.IsAccepting);
            }
            _clock.Advance(TimeSpan.FromSeconds(1));
            Assert.True(store.IsAccepting);
            Assert.Equal(0, store.Backlog);
        }
        Assert.Equal([AttemptState.Settled], States());
    }

    [Fact]
    public async Task With_serve_a_bounded_number_of_entries_waits_and_is_written_in_order()
    {
        await using (var store = await OpenAsync(LedgerFailure.Serve, backlog: 6))
        {
            using (BrokenFile.Break(Segment))
            {
                Assert.True(await store.OpenAsync(Entries.Opened(1)));
                Assert.True(await store.OpenAsync(Entries.Opened(2)));
                Assert.True(store.IsAccepting);
                store.Close(Entries.Closed(1));
                Assert.True(await store.OpenAsync(Entries.Opened(3)));
                Assert.False(store.IsAccepting);
                Assert.False(await store.OpenAsync(Entries.Opened(4)));
                store.Close(Entries.Closed(3));
                store.Close(Entries.Closed(2));
                Assert.Equal((6, 0), (store.Backlog, store.Dropped));
            }
            _clock.Advance(TimeSpan.FromSeconds(1));
            Assert.True(store.IsAccepting);
        }
        Assert.Equal(Enumerable.Repeat(AttemptState.Settled, 3), States());
    }

    [Fact]
    public async Task The_journal_goes_on_while_sqlite_is_locked_and_the_import_catches_up()
    {
        await using var store = await OpenAsync(LedgerFailure.Refuse);
        await EnterAsync(store, 51, 1);
        Assert.True(await store.FlushAsync());
        using (var other = new SqliteConnection($"Data Source={Month};Pooling=False"))
        {
            other.Open();
            Execute(other, "BEGIN IMMEDIATE");
            await EnterAsync(store, 1, 50);
            Assert.False(await store.FlushAsync());
            Assert.True(store.ImportLag.Bytes > 0);
            Assert.True(store.IsAccepting);
            Execute(other, "ROLLBACK");
        }
        Assert.True(await store.FlushAsync());
        Assert.Equal(0, store.ImportLag.Bytes);
        Assert.Equal(51, States().Count);
    }

    [Theory]
    [InlineData("ledger-2026-09.db")]
    [InlineData("state.db")]
    public async Task A_corrupt_sqlite_file_is_set_aside_and_built_anew(string name)
    {
        var file = Path.Combine(_folder.Path, name);
        await using (var store = await OpenAsync(LedgerFailure.Refuse))
        {
            await EnterAsync(store, 1, 20);
        }
        File.WriteAllBytes(file, [.. Enumerable.Repeat((byte)'x', 8192)]);
        await using (var store = await OpenAsync(LedgerFailure.Refuse))
        {
            await EnterAsync(store, 21, 1);
            while (!await store.FlushAsync()) { }
            Assert.Equal("catalogue", (await store.FindAsync("resp_20"))!.Project);
        }
        Assert.Equal(21, States().Count);
        Assert.True(File.Exists(file + ".aside"));
    }

    [Fact]
    public async Task Sqlite_that_is_ahead_of_a_cut_journal_is_built_anew()
    {
        await using (var store = await OpenAsync(LedgerFailure.Refuse))
        {
            await EnterAsync(store, 1, 3);
        }
        using (var segment = new FileStream(Segment, FileMode.Open))
        {
            segment.SetLength(segment.Length - 1);
        }
        await using (await OpenAsync(LedgerFailure.Refuse)) { }
        Assert.Equal([AttemptState.Settled, AttemptState.Settled, AttemptState.Unknown], States());
    }

    [Fact]
    public async Task A_rebuild_gives_the_same_rows()
    {
        await using (var store = await OpenAsync(LedgerFailure.Refuse))
        {
            await EnterAsync(store, 1, 200);
            await store.OpenAsync(Entries.Opened(500));
            await Assert.ThrowsAsync<LedgerInUseException>(() =>
                Task.Run(() => LedgerReader.Rebuild(_folder.Path), TestContext.Current.CancellationToken)
            );
        }
        var before = Rows();
        LedgerReader.Rebuild(_folder.Path);
        Assert.Equal(before, Rows());
        Assert.Equal(201, before.Count);
    }

    private static async Task<int> OpenUntilRefusedAsync(LedgerStore store, int first)
    {
        var attempt = first;
        while (await store.OpenAsync(Entries.Opened(attempt)))
        {
            attempt++;
        }
        return attempt - first;
    }

    private static async Task EnterAsync(LedgerStore store, int first, int count)
    {
        for (var attempt = first; attempt < first + count; attempt++)
        {
            Assert.True(await store.OpenAsync(Entries.Opened(attempt)));
            store.Close(Entries.Closed(attempt, $"resp_{attempt}"));
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private Task<LedgerStore> OpenAsync(LedgerFailure policy, int backlog = 10_000) =>
        LedgerStore.OpenAsync(
            new LedgerOptions
            {
                Folder = _folder.Path,
                OnFailure = policy,
                Backlog = backlog,
                Maps = false, // a map cannot see this file break
            },
            _clock
        );

    private List<AttemptState> States() => [.. Rows().Select(static row => row.State)];

    private List<LedgerRow> Rows()
    {
        using var reader = LedgerReader.Open(_folder.Path);
        Assert.Empty(reader.Verify(Entries.Prices));
        return [.. reader.Show(LedgerFilter.All)];
    }
}
