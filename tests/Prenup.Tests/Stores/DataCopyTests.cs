using Prenup.Core.Ledger;
using Prenup.Stores;
using Prenup.Stores.Copying;
using Prenup.Stores.Keys;
using Prenup.Stores.Reading;
using Prenup.Tests.Commands;
using Xunit;

namespace Prenup.Tests.Stores;

public sealed class DataCopyTests : IDisposable
{
    private readonly TempFolder _temp = new();

    private string Data => Path.Combine(_temp.Path, "data");

    private string Backup => Path.Combine(_temp.Path, "backup");

    private string Restored => Path.Combine(_temp.Path, "restored");

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Everything_closed_before_is_in_a_backup_and_in_what_is_restored()
    {
        await using (var store = await OpenAsync(Data))
        {
            await EnterAsync(store, 1, 300); // more than one segment
            using (var keys = KeyStore.Open(Data, TimeProvider.System))
            {
                keys.Create(new NewKey("a", "p"));
            }
            Assert.Equal(0, (await Cli.RunAsync("ledger", "backup", "--data", Data, "--to", Backup)).Code);
            await EnterAsync(store, 301, 10);
        }
        Assert.Equal(0, (await Cli.RunAsync("ledger", "restore", "--from", Backup, "--data", Restored)).Code);
        await using (var store = await OpenAsync(Restored))
        {
            await EnterAsync(store, 1001, 50);
        }
        using var reader = LedgerReader.Open(Restored);
        Assert.Empty(reader.Verify(Entries.Prices));
        Assert.Equal(350, Assert.Single(reader.Sum(LedgerGrouping.All)).ByState[AttemptState.Settled]);
        using var copied = KeyStore.Open(Restored, TimeProvider.System);
        Assert.Equal("a", Assert.Single(copied.Load()).Name);
    }

    [Fact]
    public async Task Beside_a_writer_no_copy_has_a_gap()
    {
        using var stop = new CancellationTokenSource();
        await using var store = await OpenAsync(Data);
        await EnterAsync(store, 1, 1);
        var closed = 1L;
        var writing = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested && closed < 6_000)
                {
                    await EnterAsync(store, closed + 1, 1);
                    if (Interlocked.Increment(ref closed) % 64 == 0)
                    {
                        await store.FlushAsync(); // the import keeps pace, as it does with any real cloud
                    }
                }
            },
            TestContext.Current.CancellationToken
        );
        try
        {
            for (var copy = 0; copy < 4; copy++)
            {
                Check(Interlocked.Read(ref closed), Backup + copy);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await writing;
        }

        void Check(long before, string folder)
        {
            DataCopy.Run(new DataFolder(Data), new DataFolder(folder));
            using var reader = LedgerReader.Open(folder);
            Assert.Empty(reader.Verify(Entries.Prices));
            Assert.True(reader.Sum(LedgerGrouping.All)[0].ByState[AttemptState.Settled] >= before);
        }
    }

    [Fact]
    public async Task A_target_that_is_not_empty_is_refused_and_stays_as_it_was()
    {
        await using (await OpenAsync(Data)) { }
        await using (var running = await OpenAsync(Restored))
        {
            await EnterAsync(running, 1, 1);
            var used = await Cli.RunAsync("ledger", "restore", "--from", Data, "--data", Restored);
            Assert.Equal(3, used.Code);
            Assert.Contains("is not empty", used.Error, StringComparison.Ordinal);
        }
        Directory.CreateDirectory(Backup);
        await File.WriteAllTextAsync(Path.Combine(Backup, "notes"), "mine", TestContext.Current.CancellationToken);
        Assert.Equal(3, (await Cli.RunAsync("ledger", "backup", "--data", Data, "--to", Backup)).Code);
        Assert.Equal([Path.Combine(Backup, "notes")], Directory.EnumerateFileSystemEntries(Backup));
        Assert.Equal(3, (await Cli.RunAsync("ledger", "restore", "--from", Backup, "--data", Restored + "2")).Code);
        Assert.False(Directory.Exists(Restored + "2"));
        Assert.Equal(2, (await Cli.RunAsync("ledger", "backup", "--data", Data)).Code);
    }

    [Fact]
    public async Task An_interrupted_copy_is_no_backup_and_the_next_one_begins_anew()
    {
        await using (var store = await OpenAsync(Data))
        {
            await EnterAsync(store, 1, 1);
        }
        Directory.CreateDirectory(Path.Combine(Backup, "unfinished", "journal"));
        var refused = await Cli.RunAsync("ledger", "restore", "--from", Backup, "--data", Restored);
        Assert.Equal(3, refused.Code);
        Assert.Contains("unfinished", refused.Error, StringComparison.Ordinal);
        var copied = await Cli.RunAsync("ledger", "backup", "--data", Data, "--to", Backup, "--json");
        Assert.Equal(1, copied.Json().GetProperty("segments").GetInt32());
        Assert.Equal(0, (await Cli.RunAsync("ledger", "restore", "--from", Backup, "--data", Restored)).Code);
    }

    [Fact]
    public async Task A_copy_is_private_to_the_user()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        await using (await OpenAsync(Data)) { }
        DataCopy.Run(new DataFolder(Data), new DataFolder(Backup));
        const UnixFileMode others = (UnixFileMode)0b000_111_111;
        foreach (var entry in new DirectoryInfo(Backup).EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
        {
            Assert.Equal(UnixFileMode.None, entry.UnixFileMode & others);
        }
    }

    private static Task<LedgerStore> OpenAsync(string folder) =>
        LedgerStore.OpenAsync(new LedgerOptions { Folder = folder, SegmentBytes = 64 << 10 }, TimeProvider.System);

    private static async Task EnterAsync(LedgerStore store, long first, int count)
    {
        for (var attempt = first; attempt < first + count; attempt++)
        {
            Assert.True(await store.OpenAsync(Entries.Opened(attempt)));
            store.Close(Entries.Closed(attempt));
        }
    }
}
